import { expect, test } from "vitest";
import { measure } from "../text/segments";
import { costHint } from "./cost-hint";

const words = "Thanks for your time today, I am sending the documents over this afternoon";

test.each([
  [words, undefined],
  [`${words} 👍`, "The emoji 👍 makes this 2 segments instead of 1."],
  [`That’s fine. ${words}`, "The curly quote ’ makes this 2 segments instead of 1."],
  [`${words} — Dana`, "The character — makes this 2 segments instead of 1."],
  ["Ok 👍", "The emoji 👍 limits each segment to 70 characters instead of 160."],
  ["👍", "The emoji 👍 limits each segment to 70 characters instead of 160."],
])("“%s”: %s", (text, hint) => {
  expect(costHint(measure(text))?.replaceAll(/[\u2068\u2069]/g, "")).toBe(hint);
});
