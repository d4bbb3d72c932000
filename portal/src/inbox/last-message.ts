/** What a row of the inbox says of a conversation's last message: truthfully, in few words. */
import type { Thread } from "../api/client";
import { EMPTY, isBlank } from "../text/blank";
import { kindOf } from "../attachments/media-kind";

export type LastMessage = NonNullable<Thread["lastMessage"]>;

export interface Summary {
  /** Who said it, or what became of it. */
  lead: string;
  text: string;
  isWrong: boolean;
}

// A send is over by then, or nobody knows how it ended.
const CHECKING_AFTER_MS = 10_000;

export function summaryOf(last: LastMessage, userId: string, now: number): Summary {
  return { lead: leadOf(last, userId, now), text: textOf(last), isWrong: last.status === "failed" };
}

function leadOf({ status, at, userId: sender, userName }: LastMessage, userId: string, now: number): string {
  if (status === "received") return "";
  if (status === "failed") return "Not delivered: ";
  if (status === "sending") return now - Date.parse(at) > CHECKING_AFTER_MS ? "Not confirmed: " : "Sending: ";
  if (sender === userId) return "You: ";
  return userName === null ? "Sent: " : `${userName}: `;
}

/** What a message says; a picture is a picture. */
export function textOf({ preview, media }: Pick<LastMessage, "preview" | "media">): string {
  const files = filesOf(media.map(({ contentType }) => kindOf(contentType).replace(/ \(.*\)$/, "")));
  if (isBlank(preview)) return files || EMPTY;
  return files ? `${files} · ${preview}` : preview;
}

/** “Picture”, “3 pictures”, “2 files” where they are of several kinds. */
function filesOf(kinds: string[]): string {
  const [first] = kinds;
  if (first === undefined || kinds.length === 1) return first ?? "";
  const isOneKind = kinds.every((kind) => kind === first) && PLURALS[first];
  return `${kinds.length} ${isOneKind || "files"}`;
}

const PLURALS: Partial<Record<string, string>> = {
  Picture: "pictures",
  Video: "videos",
  PDF: "PDFs",
  "Contact card": "contact cards",
};

const RANK: Record<LastMessage["status"], number> = { received: 0, sending: 0, sent: 1, failed: 2 };

/** What is known of a message, joined with what a list says that may lag behind: what became of it is never taken back. */
export function further(known: Thread["lastMessage"], incoming: Thread["lastMessage"]): Thread["lastMessage"] {
  return known && incoming && known.id === incoming.id && RANK[known.status] > RANK[incoming.status] ? known : incoming;
}
