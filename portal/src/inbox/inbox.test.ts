import { expect, test } from "vitest";
import type { Thread, ThreadPage } from "../api/client";
import { unreadInWords, withActivity, withNewest, withOlder, withRead } from "./inbox";

/** A thread whose last message came in at a minute. */
function thread(id: string, minute: number, unreadCount = 0): Thread {
  const at = `2026-11-22T09:${String(minute).padStart(2, "0")}:00.000Z`;
  return {
    id,
    address: "+12025550143",
    name: id,
    leadId: null,
    unreadCount,
    canBeTexted: true,
    refusal: null,
    warning: null,
    numberCheckedAt: null,
    lastActivityAt: at,
    lastMessage: {
      id: `m${String(minute).padStart(2, "0")}`,
      direction: "inbound",
      status: "received",
      preview: "hi",
      at,
      userId: null,
      userName: null,
      media: [],
    },
  };
}
const page = (
  threads: Thread[],
  next: string | null = null,
  unread = threads.filter(({ unreadCount }) => unreadCount > 0).length,
): ThreadPage => ({ threads, next, unread });
const ids = ({ threads }: { threads: Thread[] }) => threads.map(({ id }) => id).join(" ");

test("a thread that was just answered stays on top though the list lags behind", () => {
  const stale = page([thread("sarah", 20), thread("tom", 10)]);
  let inbox = withActivity(withNewest(undefined, stale), thread("tom", 30), "m30");
  expect(ids(inbox)).toBe("tom sarah");

  inbox = withNewest(inbox, stale);

  expect(ids(inbox)).toBe("tom sarah");
  expect(inbox.threads[0]?.lastMessage?.id).toBe("m30");
});

test("a new thread doesn't vanish when the list doesn't have it yet", () => {
  const stale = page([thread("sarah", 20)]);
  const inbox = withActivity(withNewest(undefined, stale), thread("new", 30), "m30");
  expect(ids(withNewest(inbox, stale))).toBe("new sarah");
});

test("what was read stays read though the list lags behind, and a newer message is unread", () => {
  let inbox = withNewest(undefined, page([thread("sarah", 20, 2)]));
  expect(inbox.unread).toBe(1);

  inbox = withRead(inbox, "sarah", "m20");
  expect(inbox.unread).toBe(0);
  inbox = withNewest(inbox, page([thread("sarah", 20, 2)]));
  expect(inbox.unread).toBe(0);
  inbox = withNewest(inbox, page([thread("sarah", 21, 1)]));
  expect(inbox.unread).toBe(1);
});

test("reading an older message doesn't unread the newer one", () => {
  const inbox = withRead(
    withRead(withNewest(undefined, page([thread("sarah", 20, 1)])), "sarah", "m20"),
    "sarah",
    "m10",
  );
  expect(withNewest(inbox, page([thread("sarah", 20, 1)])).unread).toBe(0);
});

test("the count is the firm's, whatever is loaded", () => {
  let inbox = withNewest(undefined, page([thread("a", 40, 1), thread("b", 30)], "page2", 250));
  expect(inbox.unread).toBe(250);

  inbox = withOlder(inbox, { threads: [thread("c", 20, 3)], next: null, unread: null });
  expect(inbox.unread).toBe(250);
  inbox = withRead(inbox, "a", "m40");
  expect(inbox.unread).toBe(249);
  inbox = withRead(withRead(inbox, "a", "m40"), "b", "m30");
  expect(inbox.unread).toBe(249);
  expect(withNewest(inbox, page([thread("a", 40, 1), thread("b", 30)], "page2", 250)).unread).toBe(249);
});

test.each([
  [1, "1"],
  [250, "250"],
  [999, "999"],
  [1_000, "999+"],
])("%i unread conversations are said as %s", (unread, words) => {
  const inbox = withNewest(undefined, page([thread("a", 1, 1)], null, unread));
  expect(unreadInWords(inbox)).toBe(words);
});

test("of more than can be counted as many are left when one was read", () => {
  expect(unreadInWords(withRead(withNewest(undefined, page([thread("a", 1, 1)], null, 1_000)), "a", "m01"))).toBe(
    "999+",
  );
});

test("a failure that is known isn't taken back by a list that lags behind", () => {
  const failed = (status: "failed" | "sent") =>
    ({ ...thread("sarah", 20), lastMessage: { ...thread("sarah", 20).lastMessage, status } }) as Thread;
  const inbox = withNewest(withNewest(undefined, page([failed("failed")])), page([failed("sent")]));
  expect(inbox.threads[0]?.lastMessage?.status).toBe("failed");
});

test("older pages stay while the newest is refreshed", () => {
  let inbox = withNewest(undefined, page([thread("a", 40), thread("b", 30)], "page2"));
  inbox = withOlder(inbox, page([thread("c", 20), thread("d", 10)], null));

  inbox = withNewest(inbox, page([thread("e", 50), thread("a", 40)], "page2, later"));

  expect(ids(inbox)).toBe("e a b c d");
  expect(inbox.next).toBeNull();
});

test("after a long absence nothing is skipped: what may have a gap before it is loaded again", () => {
  let inbox = withNewest(undefined, page([thread("a", 4), thread("b", 3)], "old"));

  inbox = withNewest(inbox, page([thread("y", 50), thread("x", 40)], "fresh"));

  expect(ids(inbox)).toBe("y x");
  expect(inbox.next).toBe("fresh");
  expect(ids(withOlder(inbox, page([thread("w", 30), thread("a", 4), thread("b", 3)])))).toBe("y x w a b");
});

test("the first message ever appears in an empty inbox", () => {
  expect(ids(withNewest(withNewest(undefined, page([])), page([thread("sarah", 1)])))).toBe("sarah");
});

test("a thread that moves up while a page is loaded is listed once", () => {
  const inbox = withNewest(undefined, page([thread("a", 40), thread("b", 30)], "page2"));
  expect(
    ids(withOlder(withNewest(inbox, page([thread("c", 50), thread("a", 40)], "p")), page([thread("c", 20)]))),
  ).toBe("c a b");
});
