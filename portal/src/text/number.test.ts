import { expect, test } from "vitest";
import { counted, numeral, percent } from "./number";

test.each([
  [0, "0"],
  [999, "999"],
  [1_600, "1,600"],
  [1_234_567, "1,234,567"],
])("%i is written %s", (count, written) => {
  expect(numeral(count)).toBe(written);
});

test.each([
  [0, "0 leads"],
  [1, "1 lead"],
  [1_200, "1,200 leads"],
])("%i of them are %s", (count, written) => {
  expect(counted(count, "lead")).toBe(written);
});

test.each([
  [0, "0%"],
  [0.999, "99%"],
  [1, "100%"],
])("a share of %f is %s", (share, written) => {
  expect(percent(share)).toBe(written);
});
