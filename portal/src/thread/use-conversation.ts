/** One conversation, kept up to date while the page is seen. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answer } from "../api/client";
import { refetchInterval } from "../api/live";
import { Refusal } from "../api/refusal";
import { useWorkplace } from "../workplace";
import { withNewest, withOlder, type Conversation } from "./conversation";

const key = (threadId: string) => ["thread", threadId];

export function useConversation(threadId: string) {
  const { api, opening } = useWorkplace();
  const queries = useQueryClient();
  return useQuery({
    queryKey: key(threadId),
    queryFn: async ({ signal }) => {
      const page =
        (await opening.conversation(threadId)) ??
        (await answer(api.GET("/threads/{threadId}", { params: { path: { threadId } }, signal })));
      return withNewest(queries.getQueryData<Conversation>(key(threadId)), page);
    },
    refetchInterval: (query) => (isMissing(query.state.error) ? false : refetchInterval(query)),
  });
}

/** Whether there is no such conversation, as opposed to one that can't be read now. */
export function isMissing(error: unknown): boolean {
  return error instanceof Refusal && error.status === 404;
}

/** Loads the messages before those that are here. */
export function useOlderMessages(threadId: string) {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (before: string) =>
      answer(api.GET("/threads/{threadId}", { params: { path: { threadId }, query: { before } } })),
    onSuccess: (page, before) => {
      changeConversation(queries, threadId, (known) => (known.older === before ? withOlder(known, page) : known));
    },
  });
}

export function changeConversation(
  queries: QueryClient,
  threadId: string,
  change: (known: Conversation) => Conversation,
) {
  queries.setQueryData<Conversation>(key(threadId), (known) => known && change(known));
}

export function readAfresh(queries: QueryClient, threadId: string) {
  void queries.invalidateQueries({ queryKey: key(threadId) });
}
