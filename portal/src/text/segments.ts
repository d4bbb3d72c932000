/**
 * How a text is cut into SMS segments, each of which is billed.
 *
 * GSM 03.38: 160 septets fit into one segment, 153 into each of several; characters of the extension table take two.
 * Anything else turns the whole text into UCS-2: 70 UTF-16 units in one segment, 67 in each of several.
 * No segment ends inside a character.
 */

const BASIC = new Set(
  "\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz" +
    "¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ",
);
const EXTENSION = new Set("\f[\\]^{|}~€");

const GSM_7 = { single: 160, several: 153 };
const UCS_2 = { single: 70, several: 67 };

export interface Measure {
  /** UTF-16 units, as carriers and the server count them: an emoji has two. */
  characters: number;
  /** Whether a character in it, such as an emoji, counts as two. */
  countsTwice: boolean;
  segments: number;
  /** The first character that makes the text UCS-2, whole as people see it; undefined for GSM-7. */
  costly: string | undefined;
  /** The segments it would take if such characters weren't in it. */
  segmentsWithout: number;
}

export function measure(text: string): Measure {
  const characters = Array.from(text);
  const gsm = characters.map((character) => (BASIC.has(character) ? 1 : EXTENSION.has(character) ? 2 : 0));
  const plain = gsm.filter((septets) => septets > 0);
  const segmentsWithout = segmentsOf(plain, GSM_7);
  if (plain.length === characters.length)
    return {
      characters: text.length,
      countsTwice: false,
      segments: segmentsWithout,
      costly: undefined,
      segmentsWithout,
    };
  return {
    characters: text.length,
    countsTwice: text.length > characters.length,
    segments: segmentsOf(
      characters.map((character) => character.length),
      UCS_2,
    ),
    costly: Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment).find(isCostly),
    segmentsWithout,
  };
}

function isCostly(character: string): boolean {
  return Array.from(character).some((point) => !BASIC.has(point) && !EXTENSION.has(point));
}

function segmentsOf(sizes: number[], { single, several }: typeof GSM_7): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= single) return total > 0 ? 1 : 0;
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > several) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}
