import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const pairs = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8").match(/light-dark\(.*?\)/g) ?? [];

test("what is painted before the portal is there has its colours", () => {
  const shell = pairs("../../public/shell.css");
  expect(shell.length).toBeGreaterThan(3);
  expect(pairs("tokens.css")).toEqual(expect.arrayContaining(shell));
});
