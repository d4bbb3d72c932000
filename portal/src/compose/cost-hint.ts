/** Why a text takes more segments than it seems to, naming the character. */
import { counted, numeral } from "../text/number";
import type { Measure } from "../text/segments";

const CURLY = /^[‘’‚‛“”„‟]$/u;

export function costHint({ costly, segments, segmentsWithout }: Measure): string | undefined {
  if (costly === undefined) return undefined;
  const what = `${kind(costly)} \u2068${costly}\u2069`;
  if (segments <= segmentsWithout || segmentsWithout === 0)
    return `${what} limits each segment to 70 characters instead of 160.`;
  return `${what} makes this ${counted(segments, "segment")} instead of ${numeral(segmentsWithout)}.`;
}

function kind(character: string): string {
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(character)) return "The emoji";
  if (CURLY.test(character)) return "The curly quote";
  return "The character";
}
