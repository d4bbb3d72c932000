/**
 * The inbox as this browser knows it: what the API listed, joined with what was just sent or read here.
 * The API's list may lag behind, so nothing in here ever goes back in time.
 */
import type { Thread, ThreadPage } from "../api/client";

export interface Inbox {
  /** Newest activity first, without gaps. */
  threads: Thread[];
  /** Cursor of the next older page; null when all are here. */
  next: string | null;
  /** Per thread, the newest message that was read here. */
  read: Partial<Record<string, string>>;
}

/** Takes in the newest page. What was known stays, unless there may be a gap between it and the page. */
export function withNewest(known: Inbox | undefined, page: ThreadPage): Inbox {
  if (!known) return { threads: sorted(page.threads), next: page.next, read: {} };
  const top = known.threads[0]?.lastActivityAt ?? "";
  const bottom = page.threads.at(-1)?.lastActivityAt ?? "";
  const joins = page.next === null || bottom <= top;
  if (joins) return { ...joined(known, page.threads), next: page.next && known.next };
  const recent = known.threads.filter((thread) => activity(thread) >= bottom);
  return { ...joined({ ...known, threads: recent }, page.threads), next: page.next };
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
  return joined({ ...known, read: { ...known.read, [threadId]: messageId > before ? messageId : before } }, []);
}

export function unreadThreads(inbox: Inbox): number {
  return inbox.threads.filter((thread) => thread.unreadCount > 0).length;
}

function joined(known: Inbox, incoming: Thread[]): Inbox {
  const threads = new Map(known.threads.map((thread) => [thread.id, thread]));
  for (const thread of incoming) threads.set(thread.id, newer(threads.get(thread.id), thread));
  const seen = Array.from(threads.values(), (thread) => {
    const isRead = (thread.lastMessage?.id ?? "") <= (known.read[thread.id] ?? "");
    return isRead && thread.unreadCount > 0 ? { ...thread, unreadCount: 0 } : thread;
  });
  return { ...known, threads: sorted(seen) };
}

function newer(known: Thread | undefined, incoming: Thread): Thread {
  if (!known || activity(known) <= activity(incoming)) return incoming;
  return { ...incoming, lastMessage: known.lastMessage, lastActivityAt: known.lastActivityAt, unreadCount: known.unreadCount };
}

function activity(thread: Thread): string {
  return thread.lastActivityAt ?? "";
}

function sorted(threads: Thread[]): Thread[] {
  return threads.toSorted((one, other) => (activity(one) < activity(other) ? 1 : activity(one) > activity(other) ? -1 : 0));
}
