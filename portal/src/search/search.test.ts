import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { isLongEnough, searchQuery, wordsOf } from "./search";

/** A search whose answers come when the test says so. */
function slowSearch() {
  const answers = new Map<string, (found: string) => void>();
  const givenUp: string[] = [];
  const find = (words: string, signal: AbortSignal) => {
    signal.addEventListener("abort", () => givenUp.push(words));
    return new Promise<string>((resolve) => answers.set(words, resolve));
  };
  const observer = new QueryObserver(new QueryClient(), searchQuery("leads", "", find));
  observer.subscribe(() => undefined);
  return {
    type: (words: string) => {
      observer.setOptions(searchQuery("leads", words, find));
    },
    async answer(words: string, found: string) {
      answers.get(words)?.(found);
      await new Promise((resolve) => setTimeout(resolve));
    },
    shown: () => observer.getCurrentResult().data,
    isCurrent: () => !observer.getCurrentResult().isPlaceholderData,
    asked: answers,
    givenUp,
  };
}

test("an older answer that comes late never replaces a newer one", async () => {
  const search = slowSearch();
  search.type("an");
  search.type("ann");

  await search.answer("ann", "Ann");
  await search.answer("an", "Ann, Anton");

  expect(search.shown()).toBe("Ann");
  expect(search.givenUp).toEqual(["an"]);
});

test("what was found before stays, marked as old, until the new answer comes", async () => {
  const search = slowSearch();
  search.type("an");
  await search.answer("an", "Ann, Anton");

  search.type("ant");
  expect([search.shown(), search.isCurrent()]).toEqual(["Ann, Anton", false]);

  await search.answer("ant", "Anton");
  expect([search.shown(), search.isCurrent()]).toEqual(["Anton", true]);
});

test("one character is not asked for", () => {
  const search = slowSearch();
  search.type("a");
  expect(search.asked.size).toBe(0);
});

test.each([
  ["", false],
  ["a", false],
  ["al", true],
  ["李雷", true],
  ["😀", false],
  ["Ωm", true],
])("“%s” is long enough: %s", (words, long) => {
  expect(isLongEnough(words)).toBe(long);
});

test("spaces at the ends and what is too long are left away", () => {
  expect(wordsOf("  ann smith ")).toBe("ann smith");
  expect(wordsOf("😀".repeat(200))).toBe("😀".repeat(100));
});
