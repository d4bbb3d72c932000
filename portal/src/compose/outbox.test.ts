import { expect, test } from "vitest";
import type { Message } from "../api/client";
import { InMemoryStorage } from "../in-memory-storage";
import { createOutbox, settle, type Outgoing } from "./outbox";

const outgoing = (key: string, changes: Partial<Outgoing> = {}): Outgoing => ({
  key,
  threadId: "t",
  body: "Hi",
  startedAt: "2026-11-22T09:30:00.000Z",
  after: "m5",
  state: "sending",
  reason: "",
  ...changes,
});
const message = (id: string, changes: Partial<Message> = {}) =>
  ({ id, direction: "outbound", userId: "dana", body: "Hi", status: "sending", ...changes }) as Message;
const keys = (items: Outgoing[]) => items.map(({ key }) => key);

test("a message that shows up before its answer isn't shown twice", () => {
  const { arrived, open } = settle([outgoing("k1")], [message("m6")], "dana");
  expect([keys(arrived), keys(open)]).toEqual([["k1"], []]);
});

test.each([
  ["an older message", message("m4")],
  ["a colleague's message", message("m6", { userId: "marcus" })],
  ["other words", message("m6", { body: "Hi!" })],
  ["the lead's own", message("m6", { direction: "inbound" })],
])("%s is not taken for the one that was sent", (_what, other) => {
  expect(keys(settle([outgoing("k1")], [other], "dana").open)).toEqual(["k1"]);
});

test("two messages with the same words need two records", () => {
  const { arrived, open } = settle([outgoing("k1"), outgoing("k2")], [message("m6")], "dana");
  expect([keys(arrived), keys(open)]).toEqual([["k1"], ["k2"]]);
});

test("a refused message is never taken for sent", () => {
  expect(keys(settle([outgoing("k1", { state: "refused" })], [message("m6")], "dana").open)).toEqual(["k1"]);
});

test("what was going out when the page was closed is offered again with its key", () => {
  const storage = new InMemoryStorage();
  createOutbox(storage, "outbox").put(outgoing("k1"));
  expect(createOutbox(storage, "outbox").items()).toMatchObject([{ key: "k1", state: "lost" }]);
});

test("those who watch the outbox hear of every change", () => {
  const outbox = createOutbox(new InMemoryStorage(), "outbox");
  let heard = 0;
  outbox.subscribe(() => {
    heard += 1;
  });
  outbox.put(outgoing("k1"));
  outbox.put(outgoing("k1", { state: "lost" }));
  outbox.remove("k1");
  outbox.remove("k1");
  expect([heard, outbox.items()]).toEqual([3, []]);
});

test("what was being checked when the page was closed is, too", () => {
  const storage = new InMemoryStorage();
  createOutbox(storage, "outbox").put(outgoing("k1", { state: "checking" }));
  expect(createOutbox(storage, "outbox").items()).toMatchObject([{ key: "k1", state: "lost" }]);
});
