/** How far a message has come, in words. */
import type { Message } from "../api/client";

const CHECKING_AFTER_MS = 10_000;

const WORDS: Record<Message["status"], string> = {
  scheduled: "Scheduled",
  queued: "Waiting to go out",
  sending: "Sending…",
  sent: "Sent",
  delivered: "Delivered",
  failed: "Not delivered",
  cancelled: "Cancelled",
  received: "Received",
};

/** `answered`: the sender isn't waiting for an answer any more, so “sending” means that the outcome isn't known. */
export function delivery(message: Message, answered: boolean, now: number): string {
  const old = now - Date.parse(message.createdAt) > CHECKING_AFTER_MS;
  if (message.status === "sending" && (answered || old)) return "Checking whether it went out…";
  return WORDS[message.status];
}
