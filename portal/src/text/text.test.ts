import { expect, test } from "vitest";
import { kindOf } from "../attachments/media-kind";
import { initials } from "../ui/avatar";
import { isBlank } from "./blank";
import { formatted } from "./phone";
import { ago, dayName } from "./time";

test.each([
  ["", true],
  [" \n\t", true],
  ["\u200b\u2060\ufeff", true],
  ["\u202e", true],
  ["\u0000\u0007", true],
  ["\u3000", true],
  [".", false],
  ["\u200b👍", false],
])("%j shows nothing: %s", (text, blank) => {
  expect(isBlank(text)).toBe(blank);
});

test.each([
  ["+12025550143", "(202) 555-0143"],
  ["+447400123456", "+447400123456"],
  ["+1202555", "+1202555"],
  ["72975", "72975"],
  ["sam@field.example", "sam@field.example"],
])("%s is shown as %s", (address, shown) => {
  expect(formatted(address)).toBe(shown);
});

test.each([
  ["Sarah Field", "SF"],
  ["Sarah", "S"],
  ["maría del mar gómez", "MG"],
  ["  李 明 ", "李明"],
  ["<img src=x onerror=alert(1)>", "SO"],
  ["Z̷̧͓a̶lgo", "Z"],
  ["+1 202", ""],
  ["", ""],
])("the initials of “%s” are %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test.each([
  ["image/jpeg", "Picture (JPEG)"],
  ["video/3gpp; codecs=x", "Video (3GPP)"],
  ["audio/vnd.something-long", "Sound"],
  ["application/pdf", "PDF"],
  ["text/x-vcard", "Contact card"],
  ["application/octet-stream", "File"],
  ["", "File"],
])("an attachment of type %j is a %s", (type, kind) => {
  expect(kindOf(type)).toBe(kind);
});

const NOON = new Date(2026, 10, 18, 12, 0).getTime(); // a Wednesday
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

test.each([
  [at(2026, 10, 18, 12, 1), "now"], // a clock that is ahead
  [at(2026, 10, 18, 11, 59), "1 min"],
  [at(2026, 10, 18, 11, 1), "59 min"],
  [at(2026, 10, 17, 23, 59), "Tue"],
  [at(2026, 10, 12, 13, 0), "Thu"],
  [at(2026, 10, 11, 13, 0), "Nov 11"],
  [at(2025, 10, 11, 13, 0), "Nov 11, 2025"],
])("a list shows %s as %s", (iso, shown) => {
  expect(ago(iso, NOON)).toBe(shown);
});

test.each([
  [at(2026, 10, 18, 0, 0), "Today"],
  [at(2026, 10, 17, 23, 59), "Yesterday"],
  [at(2026, 10, 16, 9, 0), "Monday, November 16"],
  [at(2025, 11, 31, 9, 0), "Dec 31, 2025"],
])("the day of %s is headed %s", (iso, shown) => {
  expect(dayName(iso, NOON)).toBe(shown);
});
