/**
 * The inbox as this browser knows it: what the API listed, joined with what was just sent or read here.
 * The API's list may lag behind, so nothing in here ever goes back in time.
 */
import type { Thread, ThreadPage } from "../api/client";
import { further } from "./last-message";

export interface Inbox {
  /** Newest activity first, without gaps. */
  threads: Thread[];
  /** Cursor of the next older page; null when all are here. */
  next: string | null;
  /** Per thread, the newest message that was read here. */
  read: Partial<Record<string, string>>;
  /** How many of the firm's conversations are unread, loaded or not; MOST_COUNTED stands for as many or more. */
  unread: number;
}

const MOST_COUNTED = 1_000;

/** Takes in the newest page. What was known stays, unless there may be a gap between it and the page. */
export function withNewest(known: Inbox | undefined, page: ThreadPage): Inbox {
  if (!known) return { threads: sorted(page.threads), next: page.next, read: {}, unread: page.unread ?? 0 };
  const top = known.threads[0]?.lastActivityAt ?? "";
  const bottom = page.threads.at(-1)?.lastActivityAt ?? "";
  const joins = page.next === null || bottom <= top;
  const unread = unreadOf(page, known);
  if (joins) return { ...joined(known, page.threads), next: page.next && known.next, unread };
  const recent = known.threads.filter((thread) => activity(thread) >= bottom);
  return { ...joined({ ...known, threads: recent }, page.threads), next: page.next, unread };
}

/** Takes in the page that `known.next` stood for. */
export function withOlder(known: Inbox, page: ThreadPage): Inbox {
  return { ...joined(known, page.threads), next: page.next };
}

/** Takes in a message that was just sent: its thread is on top now, and read. */
export function withActivity(known: Inbox, thread: Thread, messageId: string): Inbox {
  return withRead(joined(known, [thread]), thread.id, messageId);
}

/** Remembers that a thread was read up to a message. */
export function withRead(known: Inbox, threadId: string, messageId: string): Inbox {
  const before = known.read[threadId] ?? "";
  const now = joined({ ...known, read: { ...known.read, [threadId]: messageId > before ? messageId : before } }, []);
  const readNow = unreadThreads(known) - unreadThreads(now);
  return { ...now, unread: known.unread >= MOST_COUNTED ? known.unread : Math.max(0, known.unread - readNow) };
}

function unreadThreads({ threads }: Inbox): number {
  return threads.filter(({ unreadCount }) => unreadCount > 0).length;
}

/** “12”, or “999+”. */
export function unreadInWords({ unread }: Inbox): string {
  return unread >= MOST_COUNTED ? "999+" : `${unread}`;
}

/** The count that came with a page, less those that were read here since. */
function unreadOf(page: ThreadPage, known: Inbox): number {
  const counted = page.unread ?? known.unread;
  const readSince = page.threads.filter((thread) => thread.unreadCount > 0 && isRead(thread, known)).length;
  return counted >= MOST_COUNTED ? counted : Math.max(0, counted - readSince);
}

function isRead({ id, lastMessage }: Thread, { read }: Inbox): boolean {
  return (lastMessage?.id ?? "") <= (read[id] ?? "");
}

function joined(known: Inbox, incoming: Thread[]): Inbox {
  const threads = new Map(known.threads.map((thread) => [thread.id, thread]));
  for (const thread of incoming) threads.set(thread.id, newer(threads.get(thread.id), thread));
  const seen = Array.from(threads.values(), (thread) =>
    thread.unreadCount > 0 && isRead(thread, known) ? { ...thread, unreadCount: 0 } : thread,
  );
  return { ...known, threads: sorted(seen) };
}

function newer(known: Thread | undefined, incoming: Thread): Thread {
  if (!known || activity(known) <= activity(incoming))
    return { ...incoming, lastMessage: further(known?.lastMessage ?? null, incoming.lastMessage) };
  return {
    ...incoming,
    lastMessage: known.lastMessage,
    lastActivityAt: known.lastActivityAt,
    unreadCount: known.unreadCount,
  };
}

function activity(thread: Thread): string {
  return thread.lastActivityAt ?? "";
}

function sorted(threads: Thread[]): Thread[] {
  return threads.toSorted((one, other) =>
    activity(one) < activity(other) ? 1 : activity(one) > activity(other) ? -1 : 0,
  );
}
