/** The inbox, kept up to date; slowly while the page is hidden, so that its title tells of a reply. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answer } from "../api/client";
import { pacedByVisibility, refetchInterval, type Pace } from "../api/live";
import { useWorkplace } from "../workplace";
import { withNewest, withOlder, type Inbox } from "./inbox";

const INBOX = ["threads"];

export function useInbox({ enabled = true, pace = refetchInterval }: { enabled?: boolean; pace?: Pace } = {}) {
  const { api, opening } = useWorkplace();
  const queries = useQueryClient();
  return useQuery({
    queryKey: INBOX,
    queryFn: async ({ signal }) => {
      const page = await (opening.inbox() ?? answer(api.GET("/threads", { signal })));
      return withNewest(queries.getQueryData<Inbox>(INBOX), page);
    },
    enabled,
    refetchInterval: pacedByVisibility(pace),
    refetchIntervalInBackground: true,
  });
}

/** Loads the page that a cursor stands for. */
export function useOlderThreads() {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (cursor: string) => answer(api.GET("/threads", { params: { query: { cursor } } })),
    onSuccess: (page, cursor) => {
      changeInbox(queries, (inbox) => (inbox.next === cursor ? withOlder(inbox, page) : inbox));
    },
  });
}

export function changeInbox(queries: QueryClient, change: (inbox: Inbox) => Inbox) {
  queries.setQueryData<Inbox>(INBOX, (inbox) => inbox && change(inbox));
}
