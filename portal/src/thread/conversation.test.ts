import { expect, test } from "vitest";
import type { ConversationPage, Message, Thread } from "../api/client";
import { type Conversation, withMessage, withNewest, withOlder } from "./conversation";
import { rows } from "./rows";
import { delivery } from "./delivery";

const THREAD: Thread = {
  id: "t",
  address: "+12025550143",
  name: "Sarah",
  leadId: null,
  unreadCount: 0,
  lastMessage: null,
  lastActivityAt: null,
  canBeTexted: true,
  refusal: null,
  warning: null,
  numberCheckedAt: null,
};

function message(id: string, changes: Partial<Message> = {}): Message {
  return {
    id,
    threadId: "t",
    direction: "outbound",
    messageType: "sms",
    status: "sent",
    body: id,
    segments: 1,
    lineId: "l",
    userId: "dana",
    userName: "Dana",
    leadId: null,
    batchId: null,
    createdAt: "2026-11-22T09:30:00.000Z",
    error: null,
    media: [],
    asksToStop: false,
    ...changes,
  };
}
/** As the API answers: newest first. */
const page = (ids: string[], older: string | null = null): ConversationPage => ({
  thread: THREAD,
  messages: ids.toReversed().map((id) => message(id)),
  older,
});
const ids = ({ messages }: Conversation) => messages.map(({ id }) => id).join(" ");

test("messages stand oldest first", () => {
  expect(ids(withNewest(undefined, page(["1", "2", "3"])))).toBe("1 2 3");
});

test("a message that was just sent doesn't vanish when a read lags behind", () => {
  const known = withMessage(withNewest(undefined, page(["1", "2"])), message("3"));
  expect(ids(withNewest(known, page(["1", "2"])))).toBe("1 2 3");
});

test.each([
  ["sending", "sent", "sent"],
  ["sent", "sending", "sent"],
  ["delivered", "sent", "delivered"],
  ["failed", "sent", "failed"],
  ["sent", "failed", "failed"],
] as const)("a message that is %s and then said to be %s is %s", (first, then, shown) => {
  const known = withMessage(withNewest(undefined, page([])), message("1", { status: first }));
  expect(withMessage(known, message("1", { status: then })).messages[0]?.status).toBe(shown);
});

test("older pages stay while the newest is refreshed", () => {
  let known = withNewest(undefined, page(["5", "6"], "5"));
  known = withOlder(known, { thread: null, messages: [message("4"), message("3")], older: "3" });

  known = withNewest(known, page(["6", "7"], "6"));

  expect(ids(known)).toBe("3 4 5 6 7");
  expect(known.older).toBe("3");
});

test("after a long absence nothing is skipped: what may have a gap before it is loaded again", () => {
  const known = withNewest(withNewest(undefined, page(["1", "2"], "1")), page(["8", "9"], "8"));
  expect(ids(known)).toBe("8 9");
  expect(known.older).toBe("8");
});

test("what was just sent stays even then", () => {
  const known = withMessage(withNewest(undefined, page(["1"], "1")), message("95"));
  expect(
    ids(withNewest({ ...known, messages: known.messages.filter(({ id }) => id !== "1") }, page(["8", "9"], "8"))),
  ).toBe("8 9 95");
});

test("neighbours of one sender share a line, unless one failed or much time lies between", () => {
  const list = [
    message("1"),
    message("2"),
    message("3", { status: "failed" }),
    message("4"),
    message("5", { createdAt: "2026-11-22T09:40:00.000Z" }),
    message("6", { direction: "inbound", userId: null, createdAt: "2026-11-22T09:40:30.000Z" }),
  ];
  const ends = rows(list).flatMap((row) => (row.kind === "message" && row.endsGroup ? [row.message.id] : []));
  expect(ends).toEqual(["2", "3", "4", "5", "6"]);
});

test("every day has its heading", () => {
  const days = rows([
    message("1", { createdAt: "2026-11-20T12:00:00Z" }),
    message("2", { createdAt: "2026-11-20T12:01:00Z" }),
    message("3", { createdAt: "2026-11-22T12:00:00Z" }),
  ]);
  expect(days.map(({ kind }) => kind)).toEqual(["day", "message", "message", "day", "message"]);
});

const SENT_AT = Date.parse("2026-11-22T09:30:00.000Z");
test.each([
  ["sending", false, 2_000, "Sending…"],
  ["sending", true, 2_000, "Checking whether it went out…"],
  ["sending", false, 20_000, "Checking whether it went out…"],
  ["sent", true, 20_000, "Sent"],
  ["delivered", true, 0, "Delivered"],
  ["failed", true, 0, "Not delivered"],
] as const)("a message that is %s (answered: %s) after %i ms says “%s”", (status, answered, age, words) => {
  expect(delivery(message("1", { status }), answered, SENT_AT + age)).toBe(words);
});
