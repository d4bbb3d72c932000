/** Sending: the bubble at once, then what came of it. */
import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { answer, type Message, type Thread } from "../api/client";
import { Refusal, sentence } from "../api/refusal";
import { withActivity } from "../inbox/inbox";
import type { LastMessage } from "../inbox/last-message";
import { changeInbox } from "../inbox/use-inbox";
import { withMessage } from "../thread/conversation";
import { changeConversation, readAfresh } from "../thread/use-conversation";
import { useAlert } from "../ui/alert";
import { useWorkplace } from "../workplace";
import type { Outgoing } from "./outbox";

const PREVIEW_CHARACTERS = 140;
// Not for long: whoever comes back hours later doesn't expect that it goes out now.
const CHECKS_AFTER_MS = [5_000, 15_000];

export function useOutgoing(threadId: string): Outgoing[] {
  const { outbox } = useWorkplace();
  return useSyncExternalStore(outbox.subscribe, outbox.items).filter((item) => item.threadId === threadId);
}

/** Returns what sends a body into a thread, and what tries an unsettled message once more. */
export function useSend(thread: Thread, newestId: string) {
  const { api, outbox } = useWorkplace();
  const queries = useQueryClient();
  const alert = useAlert();

  function record(message: Message) {
    changeConversation(queries, thread.id, (known) => withMessage(known, message));
    const preview = Array.from(message.body).slice(0, PREVIEW_CHARACTERS).join("");
    const { id, direction, userId, userName, media } = message;
    const lastMessage = {
      id,
      direction,
      status: inList(message.status),
      preview,
      at: message.createdAt,
      userId,
      userName,
      media,
    };
    changeInbox(queries, (known) =>
      withActivity(known, { ...thread, lastMessage, lastActivityAt: message.createdAt }, message.id),
    );
  }

  async function go(item: Outgoing) {
    alert.dismiss();
    await attempt({ ...item, state: "sending", reason: "", startedAt: new Date().toISOString() }, CHECKS_AFTER_MS);
  }

  /** `checks`: after which pauses it is asked again what came of it. The key makes that safe: it is one message. */
  async function attempt(item: Outgoing, checks: readonly number[]) {
    outbox.put(item);
    try {
      const header = { "Idempotency-Key": item.key };
      record(
        await answer(
          api.POST("/messages", { params: { header }, body: { threadId: item.threadId, message: item.body } }),
        ),
      );
      outbox.remove(item.key);
      if (item.state === "checking") alert.dismiss();
    } catch (error) {
      const definite = error instanceof Refusal && error.definite;
      if (error instanceof Refusal && error.recorded) {
        record(error.recorded);
        outbox.remove(item.key);
      } else {
        outbox.put({ ...item, state: definite ? "refused" : "lost", reason: sentence(error) });
      }
      alert.show(
        definite
          ? sentence(error)
          : `${sentence(error)} Your message may not have gone out. “Try again” won’t send it twice.`,
      );
      readAfresh(queries, thread.id);
      if (!definite) checkLater(item, checks);
    }
  }

  function checkLater({ key }: Outgoing, [pause, ...further]: readonly number[]) {
    if (pause === undefined) return;
    setTimeout(() => {
      // By then it may have shown up, been removed, or be tried by hand.
      const lost = outbox.items().find((item) => item.key === key && item.state === "lost");
      if (lost) void attempt({ ...lost, state: "checking" }, further);
    }, pause);
  }

  return {
    send: (body: string) =>
      go({
        key: crypto.randomUUID(),
        threadId: thread.id,
        body,
        startedAt: "",
        after: newestId,
        state: "sending",
        reason: "",
      }),
    again: go,
  };
}

/** How the inbox calls it: what was sent is sent there, delivered or not. */
function inList(status: Message["status"]): LastMessage["status"] {
  return status === "failed" || status === "sending" ? status : "sent";
}
