/**
 * A conversation as this browser knows it: the pages that were read, joined with what was just sent.
 * Answers may overtake each other, so a message never loses what is known of it, nor goes back in its state.
 */
import type { ConversationPage, Message, Thread } from "../api/client";

export interface Conversation {
  thread: Thread;
  /** Oldest first, without gaps. */
  messages: Message[];
  /** Stands for the messages before these; null at the beginning. */
  older: string | null;
}

const RANK: Record<Message["status"], number> = {
  scheduled: 0,
  queued: 1,
  sending: 2,
  sent: 3,
  delivered: 4,
  failed: 4,
  cancelled: 4,
  received: 4,
};

/** Takes in the newest page. What was known stays, unless there may be a gap between it and the page. */
export function withNewest(known: Conversation | undefined, page: ConversationPage): Conversation {
  const thread = page.thread ?? known?.thread;
  if (!thread) throw new TypeError("The newest page of a conversation comes with its thread.");
  const messages = page.messages.toReversed();
  const newest = known?.messages.at(-1)?.id ?? "";
  const joins = known && (page.older === null || (messages[0]?.id ?? "") <= newest);
  if (joins) return { thread, messages: joined(known.messages, messages), older: page.older && known.older };
  const justSent = known?.messages.filter(({ id }) => id > (messages.at(-1)?.id ?? "")) ?? [];
  return { thread, messages: joined(messages, justSent), older: page.older };
}

/** Takes in the page that `known.older` stood for. */
export function withOlder(known: Conversation, page: ConversationPage): Conversation {
  return { ...known, messages: joined(known.messages, page.messages), older: page.older };
}

/** Takes in one message that the API answered with. */
export function withMessage(known: Conversation, message: Message): Conversation {
  return { ...known, messages: joined(known.messages, [message]) };
}

function joined(known: Message[], incoming: Message[]): Message[] {
  const messages = new Map(known.map((message) => [message.id, message]));
  for (const message of incoming) messages.set(message.id, further(messages.get(message.id), message));
  return Array.from(messages.values()).sort((one, other) => (one.id < other.id ? -1 : 1));
}

function further(known: Message | undefined, incoming: Message): Message {
  return known && RANK[known.status] > RANK[incoming.status] ? known : incoming;
}
