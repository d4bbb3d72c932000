import { expect, test, vi } from "vitest";
import type { ConversationPage, Me } from "./client";
import { createOpening, openedBy, type Opened } from "./opening";

const session = { user: { name: "Dana" } } as Me;
const conversation = { messages: [], older: null, thread: null } as ConversationPage;
const opened: Opened = { session, threads: [], next: null, unread: 3, conversation };

test("three queries make one call, and each takes its part", async () => {
  const open = vi.fn(() => Promise.resolve(opened));
  const opening = createOpening("t", open);

  expect(await Promise.all([opening.session(), opening.inbox(), opening.conversation("t")])).toEqual([
    session,
    { threads: [], next: null, unread: 3 },
    conversation,
  ]);
  expect(open.mock.calls).toEqual([["t"]]);
});

test("whoever asks again asks for itself, and so do the others from then on", async () => {
  const opening = createOpening("t", () => Promise.resolve(opened));
  await opening.inbox();

  expect(opening.inbox()).toBeUndefined();
  expect(await opening.conversation("t")).toBeUndefined();
});

test("another conversation than the one that was opened isn't in it, nor is one that there isn't", async () => {
  expect(await createOpening("t", () => Promise.resolve(opened)).conversation("u")).toBeUndefined();
  expect(
    await createOpening("t", () => Promise.resolve({ ...opened, conversation: null })).conversation("t"),
  ).toBeUndefined();
});

test("a call that fails is told to each, and the next try asks for itself", async () => {
  const opening = createOpening("", () => Promise.reject(new Error("away")));

  await expect(opening.session()).rejects.toThrow("away");
  await expect(opening.inbox()).rejects.toThrow("away");
  expect(opening.session()).toBeUndefined();
});

test("other pages open no inbox", () => {
  const open = vi.fn(() => Promise.resolve(opened));

  expect(createOpening(openedBy("/leads"), open).session()).toBeUndefined();
  expect(open).not.toHaveBeenCalled();
});

test.each([
  ["/", ""],
  ["/messages", ""],
  ["/messages/", ""],
  ["/messages/a%2Fb", "a/b"],
  ["/messages/%zz", "%zz"],
  ["/leads", undefined],
  ["/messages/a/b", undefined],
])("%s opens %j", (path, threadId) => {
  expect(openedBy(path)).toBe(threadId);
});
