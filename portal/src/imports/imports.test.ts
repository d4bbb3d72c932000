import { expect, test } from "vitest";
import { guessedColumns, guessedHeader, withColumn } from "./mapping";
import { decoded, firstRows, guessedDelimiter, Unreadable } from "./read";
import { missing } from "./targets";

const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  ["a byte order mark", utf8("\uFEFFName;Phone"), "Name;Phone"],
  ["plain UTF-8", utf8("Zoë,李雷,😀"), "Zoë,李雷,😀"],
  ["what older spreadsheets save", Uint8Array.from([0x5a, 0x6f, 0xeb, 0x2c, 0x80]), "Zoë,€"],
  ["UTF-16", Uint8Array.from([0xff, 0xfe, 0x5a, 0, 0xeb, 0]), "Zë"],
  ["UTF-16, the other way round", Uint8Array.from([0xfe, 0xff, 0, 0x5a, 0, 0xeb]), "Zë"],
])("a file with %s is read", (_what, bytes, text) => {
  expect(decoded(bytes)).toBe(text);
});

test.each([
  ["an empty file", new Uint8Array(), "This file is empty."],
  ["a workbook", Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), "This is a workbook"],
  ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), "This file isn’t text."],
])("%s is refused with what to do", (_what, bytes, words) => {
  expect(() => decoded(bytes)).toThrow(Unreadable);
  expect(() => decoded(bytes)).toThrow(words);
});

test.each([
  ["name,phone\r\nAnn,1\r\nBob,2\r\n", ","],
  ["name;phone\nSmith, Ann;1\nJones, Bob;2\n", ";"],
  ["name\tphone\nAnn\t1\nBob\t2", "\t"],
  ["name|phone\nAnn|1\nBob|2", "|"],
  ["phone\n+12025550143\n+12025550144", ","],
])("the delimiter of %j is %j", (text, delimiter) => {
  expect(guessedDelimiter(text)).toBe(delimiter);
});

test("quotes, line breaks in cells and empty lines are understood", () => {
  expect(firstRows('Name,Note\r\n"Smith, ""Ann""","two\nlines"\r\n\r\n,\r\nBob,\r\n', ",")).toEqual([["Name", "Note"], ['Smith, "Ann"', "two\nlines"], ["Bob", ""]]);
});

const HEADED = [["Full Name", "E-mail", "Mobile Phone", "Phone 2", "Shoe size"], ["Ann", "ann@example.com", "(202) 555-0143", "202-555-0144", "42"]];
const BARE = [["Ann Smith", "ann@example.com", "+1 202 555 0143", "2026-11-01"], ["Bob", "bob@example.com", "2025550144", "2026-11-02"]];

test.each([
  ["known names", HEADED, true],
  ["data from the first row on", BARE, false],
  ["names that nobody knows", [["Foo", "Bar"], ["1", "2"]], true],
  ["a column without a name", [["Foo", ""], ["1", "2"]], false],
  ["numbers", [["1", "2"], ["3", "4"]], false],
  ["a single row of words", [["Ann", "Smith"]], false],
  ["nothing", [], false],
])("whether there is a heading: %s", (_what, rows, has) => {
  expect(guessedHeader("leads", rows)).toBe(has);
});

test("columns are guessed from their headings; what is unknown is kept under its own name", () => {
  expect(guessedColumns("leads", HEADED, true)).toEqual(["name", "email", "phone", "field:Phone 2", "field:Shoe size"]);
});

test("without headings, columns are guessed from what they hold", () => {
  expect(guessedColumns("leads", BARE, false)).toEqual(["name", "email", "phone", null]);
});

test("headings in other languages and shapes", () => {
  expect(guessedColumns("leads", [["Vorname", "NACHNAME", "e_mail_address", "Téléfono", "UTM Source", "Is primary?"]], true)).toEqual([
    "firstName", "lastName", "email", "phone", "source", "isPrimaryContact",
  ]);
});

test("a heading that says nothing is helped by what stands below it", () => {
  expect(guessedColumns("leads", [["Name", "Contact info"], ["Ann", "ann@example.com"]], true)).toEqual(["name", "email"]);
});

test("opt-outs need the phone, and leave out what they have no place for", () => {
  expect(guessedColumns("opt_outs", [["Number", "Reason", "Shoe size"], ["2025550143", "asked", "42"]], true)).toEqual(["phone", "note", null]);
});

test("rows of different lengths have as many columns as the longest", () => {
  expect(guessedColumns("leads", [["Name"], ["Ann", "ann@example.com"]], true)).toEqual(["name", "email"]);
});

test("two columns never become the same", () => {
  expect(withColumn(["name", "phone", null], 2, "phone")).toEqual(["name", null, "phone"]);
  expect(withColumn(["name", "phone", null], 1, null)).toEqual(["name", null, null]);
});

test.each([
  ["leads", ["event", null], "Say which column has the name, the email or the phone."],
  ["leads", ["lastName"], undefined],
  ["opt_outs", ["note"], "Say which column has the phone."],
  ["opt_outs", ["phone"], undefined],
] as const)("%s with the columns %j: %s", (kind, columns, words) => {
  expect(missing(kind, [...columns])).toBe(words);
});
