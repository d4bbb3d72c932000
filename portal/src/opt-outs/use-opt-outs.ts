/** The firm's opt-outs: the list, page by page, and what changes it. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, type OptOut } from "../api/client";
import { sentence } from "../api/refusal";
import { readAfresh } from "../thread/use-conversation";
import { useAlert } from "../ui/alert";
import { useWorkplace } from "../workplace";
import { optOutChanged, optOutLifted, type OptOutPages } from "./opt-outs";

const OPT_OUTS = ["opt-outs"];

/** `words`: what a number or a name begins with; `""` for all. */
export function useOptOuts(words: string) {
  const { api } = useWorkplace();
  return useInfiniteQuery({
    queryKey: [...OPT_OUTS, words],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/opt-outs", {
          params: { query: { ...(words && { q: words }), ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false, // it would read every page again
  });
}

export type NewOptOut = { phone: string; note: string | null } | { threadId: string; messageId?: string };

export function useAddOptOut() {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const alert = useAlert();
  return useMutation({
    mutationFn: (body: NewOptOut) => answer<OptOut>(api.POST("/opt-outs", { body })),
    onSuccess: (optOut) => {
      queries.setQueriesData<OptOutPages>({ queryKey: OPT_OUTS }, (known) => known && optOutChanged(known, optOut));
      readAfresh(queries, optOut.threadId);
    },
    // What is wrong with a form is told in the form.
    onError: (error, body) => {
      if ("threadId" in body) alert.show(sentence(error));
    },
  });
}

export function useLiftOptOut() {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const alert = useAlert();
  return useMutation({
    mutationFn: (threadId: string) => answer(api.POST("/opt-outs/{threadId}/lift", { params: { path: { threadId } } })),
    onSuccess: (_nothing, threadId) => {
      queries.setQueriesData<OptOutPages>({ queryKey: OPT_OUTS }, (known) => known && optOutLifted(known, threadId));
      readAfresh(queries, threadId);
    },
    onError: (error) => {
      alert.show(sentence(error));
    },
  });
}
