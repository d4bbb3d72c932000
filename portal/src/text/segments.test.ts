import { expect, test } from "vitest";
import { measure } from "./segments";

const GSM_ALPHABET =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const GSM_EXTENSION = "\f^{}\\[~]|€";

// GSM 03.38: 160 septets in one segment, 153 in each of several. UCS-2: 70 and 67 UTF-16 units.
test.each([
  ["nothing", "", 0],
  ["one letter", "a", 1],
  ["160 letters", "a".repeat(160), 1],
  ["161 letters", "a".repeat(161), 2],
  ["306 letters", "a".repeat(306), 2],
  ["307 letters", "a".repeat(307), 3],
  ["1,600 letters", "a".repeat(1600), 11],
  ["80 brackets, two septets each", "[".repeat(80), 1],
  ["81 brackets", "[".repeat(81), 2],
  [
    "a bracket that doesn't fit into the end of a segment goes whole into the next",
    "a".repeat(152) + "[" + "a".repeat(152),
    3,
  ],
  ["the same letters with the bracket elsewhere", "[" + "a".repeat(304), 2],
  ["70 Cyrillic letters", "ж".repeat(70), 1],
  ["71 Cyrillic letters", "ж".repeat(71), 2],
  ["134 Cyrillic letters", "ж".repeat(134), 2],
  ["135 Cyrillic letters", "ж".repeat(135), 3],
  ["35 emoji, two units each", "😀".repeat(35), 1],
  ["36 emoji", "😀".repeat(36), 2],
  ["67 emoji: 33 to a segment, for none is cut in two", "😀".repeat(67), 3],
  ["1,600 emoji", "😀".repeat(1600), 49],
  ["one curly quote among 70 characters", "a".repeat(69) + "’", 1],
  ["one curly quote among 71 characters", "a".repeat(70) + "’", 2],
  ["line breaks are single septets", "\n".repeat(160), 1],
  ["a backtick isn't in the alphabet", "a".repeat(70) + "`", 2],
  ["nor is a lower-case c with cedilla", "a".repeat(70) + "ç", 2],
])("%s", (_what, text, segments) => {
  expect(measure(text).segments).toBe(segments);
});

test("every character of the GSM alphabet takes one septet, and none makes a text longer", () => {
  for (const character of GSM_ALPHABET) {
    expect([character, measure(character.repeat(160))]).toEqual([
      character,
      { characters: 160, countsTwice: false, segments: 1, costly: undefined, segmentsWithout: 1 },
    ]);
  }
  expect(new Set(GSM_ALPHABET).size).toBe(127); // 128 with the escape
});

test("every character of the extension table takes two septets", () => {
  for (const character of GSM_EXTENSION) {
    expect([character, measure(character.repeat(80)).segments, measure(character.repeat(81)).segments]).toEqual([
      character,
      1,
      2,
    ]);
  }
});

test.each([
  ["hello", 5],
  ["😀", 2],
  ["👩‍👧", 5],
  ["😀".repeat(800), 1600],
  ["é", 1],
  ["e\u0301", 2],
])("%s counts as the server counts it: %i characters", (text, characters) => {
  expect(measure(text).characters).toBe(characters);
});

test.each([
  ["Thank you", undefined],
  ["It’s on", "’"],
  ["Bring the kids 👩‍👧 too", "👩‍👧"],
  ["See you in İzmir", "İ"],
])("names the character of “%s” that costs: %s", (text, costly) => {
  expect(measure(text).costly).toBe(costly);
});
