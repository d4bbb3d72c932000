import Papa from "papaparse";
import { expect, test } from "vitest";
import { cell, csv, joined } from "./write";

test.each(["=1+1", "+1 415 555 0100", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0"])("%j becomes text to a spreadsheet", (hostile) => {
  expect(cell(hostile).slice(0, 2)).toBe(`"'`);
});

test.each(["Ann;=1+1", "Ann|@x", "Ann\n=1+1", "Ann\r\n+1"])("%j begins no formula either where another separator is in force", (hostile) => {
  expect(cell(hostile)).not.toMatch(/[;|\n][=+\-@]/);
});

test.each(["Ann Smith", "", "a=b", "O’Brien", "ann@example.com", "12-34", "李雷", "'quoted'"])("%j stays as it is", (harmless) => {
  expect(cell(harmless)).toBe(`"${harmless}"`);
});

test("quotes, separators and line breaks come back from a file as they went in", () => {
  const rows = [["row", "text"], ['say "hi", please', "two\nlines"]];
  expect(Papa.parse<string[]>(csv(rows).slice(1), { skipEmptyLines: true }).data).toEqual(rows);
});

test("pages become one file with one heading", () => {
  expect(joined(["\uFEFFphone,name\r\n1,A\r\n", "phone,name\r\n2,B\r\n", "3,C\r\n"])).toBe("\uFEFFphone,name\r\n1,A\r\n2,B\r\n3,C\r\n");
  expect(joined([""])).toBe("\uFEFF");
});
