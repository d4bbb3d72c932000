/** Sending: the bubble at once, then what came of it. */
import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { answer, type Message, type Thread } from "../api/client";
import { Refusal, sentence } from "../api/refusal";
import { withActivity } from "../inbox/inbox";
import { changeInbox } from "../inbox/use-inbox";
import { withMessage } from "../thread/conversation";
import { changeConversation, readAfresh } from "../thread/use-conversation";
import { useAlert } from "../ui/alert";
import { useWorkplace } from "../workplace";
import type { Outgoing } from "./outbox";

const PREVIEW_CHARACTERS = 140;

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
    const lastMessage = { id: message.id, direction: message.direction, preview, at: message.createdAt };
    changeInbox(queries, (known) => withActivity(known, { ...thread, lastMessage, lastActivityAt: message.createdAt }, message.id));
  }

  async function go(item: Outgoing) {
    outbox.put({ ...item, state: "sending", reason: "" });
    alert.dismiss();
    try {
      const header = { "Idempotency-Key": item.key };
      record(await answer(api.POST("/messages", { params: { header }, body: { threadId: item.threadId, message: item.body } })));
      outbox.remove(item.key);
    } catch (error) {
      const definite = error instanceof Refusal && error.definite;
      if (error instanceof Refusal && error.recorded) {
        record(error.recorded);
        outbox.remove(item.key);
      } else {
        outbox.put({ ...item, state: definite ? "refused" : "lost", reason: sentence(error) });
      }
      alert.show(definite ? sentence(error) : `${sentence(error)} Your message may not have gone out: “Try again” won’t send it twice.`);
      readAfresh(queries, thread.id);
    }
  }

  return {
    send: (body: string) =>
      go({ key: crypto.randomUUID(), threadId: thread.id, body, startedAt: new Date().toISOString(), after: newestId, state: "sending", reason: "" }),
    again: go,
  };
}
