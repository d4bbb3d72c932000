/** What was sent from this tab and isn't known to have arrived at Leadline. It survives a reload of the page. */
import type { Message } from "../api/client";

export interface Outgoing {
  /** Sent as Idempotency-Key: however often it is tried, it is one message. */
  key: string;
  threadId: string;
  body: string;
  startedAt: string;
  /** The newest message of the conversation when it was sent; `""` for none. */
  after: string;
  /** `lost`: no answer, so it may or may not have gone out. `checking`: asked for again, which tells. `refused`: it did not. */
  state: "sending" | "lost" | "checking" | "refused";
  /** Why, as a sentence. */
  reason: string;
}

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(storage: Storage, key: string) {
  const restored = JSON.parse(storage.getItem(key) ?? "[]") as Outgoing[];
  let items = restored.map((item) =>
    item.state === "sending" || item.state === "checking"
      ? { ...item, state: "lost" as const, reason: "The page was closed before we heard back." }
      : item,
  );
  const listeners = new Set<() => void>();

  function change(next: Outgoing[]) {
    items = next;
    if (items.length > 0) storage.setItem(key, JSON.stringify(items));
    else storage.removeItem(key);
    listeners.forEach((listener) => {
      listener();
    });
  }

  return {
    items: () => items,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    put(item: Outgoing) {
      change([...items.filter(({ key }) => key !== item.key), item]);
    },
    remove(...keys: string[]) {
      if (items.some((item) => keys.includes(item.key))) change(items.filter((item) => !keys.includes(item.key)));
    },
    clear() {
      change([]);
    },
  };
}

/**
 * Splits the outbox of a conversation: what its messages show to have arrived, and what they don't.
 * A message can show up before the answer to its POST, or when that answer was lost; it is told by its sender,
 * its words and being newer than the click.
 */
export function settle(
  outgoing: Outgoing[],
  messages: Message[],
  userId: string,
): { arrived: Outgoing[]; open: Outgoing[] } {
  const taken = new Set<string>();
  const arrived: Outgoing[] = [];
  const open: Outgoing[] = [];
  for (const item of outgoing) {
    const match =
      item.state === "refused"
        ? undefined
        : messages.find((message) => !taken.has(message.id) && isSame(item, message, userId));
    if (match) taken.add(match.id);
    (match ? arrived : open).push(item);
  }
  return { arrived, open };
}

function isSame(item: Outgoing, message: Message, userId: string): boolean {
  return (
    message.id > item.after &&
    message.direction === "outbound" &&
    message.userId === userId &&
    message.body === item.body
  );
}
