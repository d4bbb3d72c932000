/** What a conversation shows, line by line: days, and messages in groups of one sender. */
import type { Message } from "../api/client";
import { sameDay } from "../text/time";

const GROUP_MS = 5 * 60_000;

export type Row = { kind: "day"; at: string } | { kind: "message"; message: Message; endsGroup: boolean };

export function rows(messages: Message[]): Row[] {
  return messages.flatMap((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const day: Row[] =
      before && sameDay(before.createdAt, message.createdAt) ? [] : [{ kind: "day", at: message.createdAt }];
    return [...day, { kind: "message", message, endsGroup: !after || !together(message, after) }];
  });
}

/** Whether two neighbours can share one line about who, when and how far. */
function together(one: Message, other: Message): boolean {
  return (
    one.direction === other.direction &&
    one.userId === other.userId &&
    one.status === other.status &&
    one.status !== "failed" &&
    sameDay(one.createdAt, other.createdAt) &&
    Date.parse(other.createdAt) - Date.parse(one.createdAt) < GROUP_MS
  );
}
