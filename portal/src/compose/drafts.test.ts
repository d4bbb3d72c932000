import { expect, test } from "vitest";
import { InMemoryStorage } from "../in-memory-storage";
import { afterChange, createDrafts, type Draft } from "./drafts";

const draft = (text: string, changes: Partial<Draft> = {}): Draft => ({ text, isOwn: true, other: "", ...changes });

test("a draft is kept per conversation, until it is sent", () => {
  const storage = new InMemoryStorage();
  const drafts = createDrafts(storage, "drafts");
  drafts.keep("sarah", "Hello S");
  drafts.keep("tom", "Hello T");
  drafts.keep("tom", "");
  expect([createDrafts(storage, "drafts").of("sarah"), drafts.of("tom")]).toEqual(["Hello S", ""]);
});

test("whoever signs out takes all drafts along, and nothing else", () => {
  const storage = new InMemoryStorage();
  const drafts = createDrafts(storage, "drafts.dana");
  drafts.keep("sarah", "Hello");
  drafts.keep("tom", "Hello");
  createDrafts(storage, "drafts.danae").keep("tom", "Hi");
  drafts.clear();
  expect(Array.from({ length: storage.length }, (_, index) => storage.key(index))).toEqual(["drafts.danae.tom"]);
});

test("what another tab did is heard of the own conversation only", () => {
  const drafts = createDrafts(new InMemoryStorage(), "drafts");
  const event = { key: "drafts.sarah", oldValue: null, newValue: "Hello" };
  expect([drafts.changeOf("sarah", event), drafts.changeOf("tom", event)]).toEqual([
    { from: "", to: "Hello" },
    undefined,
  ]);
});

test.each<[string, Draft, string, string, Draft]>([
  [
    "a tab in which nothing was typed follows",
    draft("Hel", { isOwn: false }),
    "Hel",
    "Hello",
    draft("Hello", { isOwn: false }),
  ],
  ["an empty box follows", draft(""), "", "Hello", draft("Hello", { isOwn: false })],
  [
    "what was typed here stays, and the other version is told",
    draft("Mine"),
    "Mine",
    "Theirs",
    draft("Mine", { other: "Theirs" }),
  ],
  ["the other version goes on", draft("Mine", { other: "The" }), "The", "Theirs", draft("Mine", { other: "Theirs" })],
  ["the other tab has sent what both had", draft("Hello"), "Hello", "", draft("", { isOwn: false })],
  ["the other tab has sent its own version", draft("Mine", { other: "Theirs" }), "Theirs", "", draft("Mine")],
  [
    "both say the same in the end",
    draft("Hello", { other: "Hell" }),
    "Hell",
    "Hello",
    draft("Hello", { isOwn: false }),
  ],
])("%s", (_what, mine, from, to, after) => {
  expect(afterChange(mine, { from, to })).toEqual(after);
});
