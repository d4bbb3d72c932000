/** Marks what is on screen as read. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { answer } from "../api/client";
import { withRead } from "../inbox/inbox";
import { changeInbox } from "../inbox/use-inbox";
import { useVisible } from "../ui/use-visible";
import { useWorkplace } from "../workplace";
import type { Conversation } from "./conversation";

export function useReadMark(conversation: Conversation | undefined) {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const visible = useVisible();
  const marked = useRef("");
  const threadId = conversation?.thread.id;
  const newestId = conversation?.messages.at(-1)?.id;
  const unread = conversation?.thread.unreadCount ?? 0;

  const { mutate } = useMutation({
    mutationFn: ({ threadId, messageId }: { threadId: string; messageId: string }) =>
      answer(api.POST("/threads/{threadId}/read", { params: { path: { threadId } }, body: { messageId } })),
    onSuccess: (_nothing, { threadId, messageId }) => {
      changeInbox(queries, (inbox) => withRead(inbox, threadId, messageId));
    },
    onError: () => {
      marked.current = "";
    }, // the next refetch tries again
  });

  useEffect(() => {
    if (!visible || unread === 0 || !threadId || !newestId || marked.current === newestId) return;
    marked.current = newestId;
    mutate({ threadId, messageId: newestId });
  }, [visible, unread, threadId, newestId, conversation, mutate]);
}
