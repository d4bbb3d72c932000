import { expect, test } from "vitest";
import { isBlank, withoutControls } from "./blank";

test.each(["", " \n\t", "\u200b\u2060", "\0"])("%j shows nothing", (text) => {
  expect(isBlank(text)).toBe(true);
});

test.each(["\0", "\u000b", "\u0007", "\u007f", "\u0085", "\ud83d", "\ufffe", "\u{1ffff}"])(
  "%j is no character, and is left out",
  (bad) => {
    expect(withoutControls(`Hi${bad} there`)).toBe("Hi there");
  },
);

test.each(["a\tb\r\nc", "😀", "👩‍👧", "\u202etxet", "é"])("%j is left as it is", (text) => {
  expect(withoutControls(text)).toBe(text);
});
