import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { namedDelimiter, rowsOf, usualWidth } from "./rows";

interface Case {
  what: string;
  delimiter: string;
  width: number;
  text: string;
  rows: string[][];
  doubted: number[];
}
const CASES = JSON.parse(readFileSync("../tests/cases/csv_in.json", "utf8")) as Case[];

test.each(CASES)("$what: read as the server reads it", ({ text, delimiter, width, rows, doubted }) => {
  const found = rowsOf(text, delimiter, width, 50);
  expect(found.map(({ cells }) => cells)).toEqual(rows);
  expect(found.filter(({ isDoubtful }) => isDoubtful).map(({ number }) => number)).toEqual(doubted);
});

test.each([
  ["sep=;\r\na;b", ";"],
  ["sep=\t\na\tb", "\t"],
  ['"sep=|"\na|b', "|"],
  ["SEP=,\ra,b", ","],
  ["sep=\na,b", ""],
  ["separate;b\n", undefined],
])("the delimiter that %j names is %j", (text, delimiter) => {
  expect(namedDelimiter(text)).toBe(delimiter);
});

test("the line that names the delimiter is no row", () => {
  expect(rowsOf("sep=;\r\na;b\r\n", ";", 2, 50)).toEqual([{ number: 1, cells: ["a", "b"], isDoubtful: false }]);
});

test("no more rows are read than are asked for", () => {
  expect(rowsOf("a,b\n".repeat(100_000), ",", 2, 50)).toHaveLength(50);
});

test("a list is as wide as most of its lines", () => {
  expect(usualWidth('title\n\na,b,c\n"x,y",b,c\na,b\n', ",", 50)).toBe(3);
});
