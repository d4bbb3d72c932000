import { expect, test } from "vitest";
import { guessedHeader, listOf } from "./list";
import { guessedColumns, withColumn } from "./mapping";
import { phoneColumns } from "./phones";
import { decoded, firstRows, guessedDelimiter, Unreadable } from "./read";
import { missing, type Kind } from "./targets";
import { understand } from "./understand";

const columnsOf = (kind: Kind, rows: string[][], hasHeader: boolean) => guessedColumns(kind, listOf(rows, hasHeader));
const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  ["a byte order mark", utf8("\uFEFFName;Phone"), "Name;Phone"],
  ["a stray NUL", utf8(`${"Zoë,".repeat(20)}\0`), `${"Zoë,".repeat(20)}\0`],
  ["plain UTF-8", utf8("Zoë,李雷,😀"), "Zoë,李雷,😀"],
  ["what older spreadsheets save", Uint8Array.from([0x5a, 0x6f, 0xeb, 0x2c, 0x80]), "Zoë,€"],
  ["UTF-16", Uint8Array.from([0xff, 0xfe, 0x5a, 0, 0xeb, 0]), "Zë"],
  ["UTF-16, the other way round", Uint8Array.from([0xfe, 0xff, 0, 0x5a, 0, 0xeb]), "Zë"],
])("a file with %s is read", (_what, bytes, text) => {
  expect(decoded(bytes)).toBe(text);
});

test.each([
  ["an empty file", new Uint8Array(), "This file is empty."],
  ["a workbook", Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), "This is a spreadsheet workbook"],
  ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), "This isn’t a text file."],
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
  ["sep=;\r\nName;Phone\r\nAnn, Bo;1\r\n", ";"],
  ["sep=:\r\nName;Phone\r\nAnn;1\r\n", ";"],
  ['Leads, as of today\n\nName;Note\nAnn;a, b\nBo;"x;y\nz"\n', ";"],
])("the delimiter of %j is %j", (text, delimiter) => {
  expect(guessedDelimiter(text)).toBe(delimiter);
});

test("quotes, line breaks in cells and empty lines are understood", () => {
  expect(
    firstRows('Name,Note\r\n"Smith, ""Ann""","two\nlines"\r\n\r\n,\r\nBob,\r\n', ",").map(({ cells }) => cells),
  ).toEqual([
    ["Name", "Note"],
    ['Smith, "Ann"', "two\nlines"],
    ["Bob", ""],
  ]);
});

const HEADED = [
  ["Full Name", "E-mail", "Mobile Phone", "Phone 2", "Shoe size"],
  ["Ann", "ann@example.com", "(202) 555-0143", "202-555-0144", "42"],
];
const BARE = [
  ["Ann Smith", "ann@example.com", "+1 202 555 0143", "2026-11-01"],
  ["Bob", "bob@example.com", "2025550144", "2026-11-02"],
];

test.each([
  ["known names", HEADED, true],
  ["data from the first row on", BARE, false],
  [
    "names that nobody knows",
    [
      ["Foo", "Bar"],
      ["1", "2"],
    ],
    true,
  ],
  [
    "a column without a name",
    [
      ["Foo", ""],
      ["1", "2"],
    ],
    false,
  ],
  [
    "numbers",
    [
      ["1", "2"],
      ["3", "4"],
    ],
    false,
  ],
  ["a single row of words", [["Ann", "Smith"]], false],
  ["nothing", [], false],
])("whether there is a heading: %s", (_what, rows, has) => {
  expect(guessedHeader("leads", rows)).toBe(has);
});

test("columns are guessed from their headings; what is unknown is kept under its own name", () => {
  expect(columnsOf("leads", HEADED, true)).toEqual(["name", "email", "phone", "field:Phone 2", "field:Shoe size"]);
});

test("without headings, columns are guessed from what they hold", () => {
  expect(columnsOf("leads", BARE, false)).toEqual(["name", "email", "phone", null]);
});

test("headings in other languages and shapes", () => {
  expect(
    columnsOf("leads", [["Vorname", "NACHNAME", "e_mail_address", "Téléfono", "UTM Source", "Is primary?"]], true),
  ).toEqual(["firstName", "lastName", "email", "phone", "source", "isPrimaryContact"]);
});

test("a heading that says nothing is helped by what stands below it", () => {
  expect(
    columnsOf(
      "leads",
      [
        ["Name", "Contact info"],
        ["Ann", "ann@example.com"],
      ],
      true,
    ),
  ).toEqual(["name", "email"]);
});

test("opt-outs need the phone, and leave out what they have no place for", () => {
  expect(
    columnsOf(
      "opt_outs",
      [
        ["Number", "Reason", "Shoe size"],
        ["2025550143", "asked", "42"],
      ],
      true,
    ),
  ).toEqual(["phone", "note", null]);
});

test("rows of different lengths have as many columns as the longest", () => {
  expect(columnsOf("leads", [["Name"], ["Ann", "ann@example.com"]], true)).toEqual(["name", "email"]);
});

test("two columns never become the same", () => {
  expect(withColumn(["name", "phone", null], 2, "phone")).toEqual(["name", null, "phone"]);
  expect(withColumn(["name", "phone", null], 1, null)).toEqual(["name", null, null]);
});

test.each([
  ["leads", ["event", null], "Choose the column that has the name, email or phone number."],
  ["leads", ["lastName"], undefined],
  ["opt_outs", ["note"], "Choose the column that has the phone number."],
  ["opt_outs", ["phone"], undefined],
] as const)("%s with the columns %j: %s", (kind, columns, words) => {
  expect(missing(kind, [...columns])).toBe(words);
});

const GOOGLE =
  "First Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n";
const HUBSPOT = '"Record ID","First Name","Phone Number","Mobile Phone Number","Lead Status"\n';

test.each([
  ["Phone beside Mobile", "Name,Phone,Mobile\nAnn,2025550143,2025550144\n", "Mobile"],
  ["Mobile before Phone", "Name,Mobile,Phone\nAnn,2025550143,2025550144\n", "Mobile"],
  [
    "a mobile column with few numbers",
    "Name,Phone,Mobile\nAnn,2025550143,2025550144\nBo,2025550145,\nCy,2025550146,12\n",
    "Mobile",
  ],
  ["a mobile column that is empty", "Name,Phone,Mobile\nAnn,2025550143,\n", "Phone"],
  [
    "a column of HubSpot",
    `${HUBSPOT}"5100000051","Ann","","(202) 555-0143","New"\n"5100000052","Bo","(202) 555-0144","(202) 555-0145","New"\n`,
    "Mobile Phone Number",
  ],
  [
    "what Google calls mobile",
    `${GOOGLE}Ann,x,* ,a@example.com,Work,2025550143,Mobile,2025550144\n`,
    "Phone 2 - Value",
  ],
  [
    "two numbers in a cell of Google",
    `${GOOGLE}Ann,x,,,Work,+1 202-555-0143 ::: +1 202-555-0144,,\n`,
    "Phone 1 - Value",
  ],
  ["numbers that are none", "Client number,Cell\n2025550199,2025550143\n", "Cell"],
  ["a single one", "Name,Telephone\nAnn,2025550143\n", "Telephone"],
  ["columns without a name", "Ann,2025550143,2025550144\nBo,2025550145,2025550146\n", ""],
])("of %s, texts go to the right column", (_what, text, heading) => {
  const { list, columns } = understand("leads", text, {});
  expect(list.headings[columns.indexOf("phone")]).toBe(heading);
});

test("what is told of phones is about the column that was chosen", () => {
  const { list } = understand(
    "leads",
    "Name,Phone,Mobile\nAnn,2025550143,\nBo,2025550144,2025550145\nCy,2025550147,2025550146 / 2025550148\n",
    {},
  );

  expect(phoneColumns("leads", list)).toEqual({ all: [1, 2], texted: 2, onlyElsewhere: 1, hasSeveral: true });
  expect(phoneColumns("leads", list, 1)).toEqual({ all: [1, 2], texted: 1, onlyElsewhere: 0, hasSeveral: false });
});

test.each([
  ["titles above it", "Leads as of 11/28/2026,,,\nBy CRM,,,\n,,,\nName,Phone,Email,Owner\nAnn,2025550143,,\n", 4],
  ["titles and no delimiters", "Leads report\n\nName,Phone\nAnn,2025550143\n", 3],
  ["headings at once", "Name,Phone\nAnn,2025550143\n", 1],
  ["a blank row first", "\nName,Phone\nAnn,2025550143\n", 2],
  ["no headings", "Ann,2025550143\nBo,2025550144\n", 1],
  ["people above headings that come later", "Ann,2025550143\nName,Phone\nBo,2025550144\n", 1],
  ["people without a phone above headings", "Ann,Smith,\nBo,Li,\nFirst name,Last name,Phone\n", 1],
  ["a named delimiter", "sep=,\nName,Phone\nAnn,2025550143\n", 1],
])("with %s, a list begins at its headings", (_what, text, row) => {
  expect(understand("leads", text, {}).firstRow).toBe(row);
});

test("a list begins where somebody says", () => {
  const { list, hasHeader, columns } = understand("leads", "Name,Phone\nx,y\nFull name,Cell\nAnn,2025550143\n", {
    firstRow: 3,
  });

  expect([list.headings, list.body, hasHeader, columns]).toEqual([
    ["Full name", "Cell"],
    [["Ann", "2025550143"]],
    true,
    ["name", "phone"],
  ]);
});

test("headings that come again are kept apart, and none is lost", () => {
  const { list, columns } = understand("leads", "Name,Note,Note,Note,,\nAnn,a,b,c,,\n", {});

  expect(list.headings).toEqual(["Name", "Note", "Note (2)", "Note (3)", "", ""]);
  expect(columns).toEqual(["name", "field:Note", "field:Note (2)", "field:Note (3)", null, null]);
});

test("a stray quote swallows no row of the preview", () => {
  const { rows, list } = understand(
    "leads",
    'Name,Email,Phone,Note\nAnn,a@example.com,2025550143,"5ft 6\nBo,b@example.com,2025550144,ok\nCy,c@example.com,2025550145,"fine"\n',
    {},
  );

  expect(list.body.map(([name]) => name)).toEqual(["Ann", "Bo", "Cy"]);
  expect(rows.filter(({ isDoubtful }) => isDoubtful).map(({ number }) => number)).toEqual([2]);
});

test("a row with a cell too many makes no column", () => {
  expect(understand("leads", "Name,Phone\nAnn,2025550143\nBo,2025550144,x\n", {}).columns).toEqual(["name", "phone"]);
});
