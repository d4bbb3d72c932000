import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rowsOf } from "./rows";
import { cell, csv, joined } from "./write";

const CASES = JSON.parse(readFileSync("../tests/cases/csv_out.json", "utf8")) as [string, string][];

test.each(CASES)("%j is written as text to a spreadsheet of any separator, as the server writes it", (given, safe) => {
  expect(cell(given)).toBe(`"${safe.replaceAll('"', '""')}"`);
});

test("quotes, separators and line breaks come back from a file as they went in", () => {
  const rows = [
    ["row", "text"],
    ['say "hi", please', "two\nlines"],
  ];
  expect(rowsOf(csv(rows), ",", 2, 50).map(({ cells }) => cells)).toEqual(rows);
});

test("pages become one file with one heading", () => {
  expect(joined(["\uFEFFphone,name\r\n1,A\r\n", "phone,name\r\n2,B\r\n", "3,C\r\n"])).toBe(
    "\uFEFFphone,name\r\n1,A\r\n2,B\r\n3,C\r\n",
  );
  expect(joined([""])).toBe("\uFEFF");
});
