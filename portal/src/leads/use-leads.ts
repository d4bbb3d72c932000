/** The firm's leads: the list, page by page, one of them, and what changes them. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, type Lead, type LeadChange, type LeadDraft } from "../api/client";
import { sentence } from "../api/refusal";
import { useAlert } from "../ui/alert";
import { useWorkplace } from "../workplace";
import { isFiltered, toQuery, type Filters } from "./filters";
import { allLeads, withAdded, withChanged, withoutLead, type LeadPages } from "./leads";

const LISTS = ["leads"];
// The index follows what happens within seconds: a search that finds nobody is made again a few times.
const [AGAIN, TIMES] = [2_000, 4];
const one = (leadId: string) => ["lead", leadId];

export function useLeads(filters: Filters) {
  const { api } = useWorkplace();
  const query = toQuery(filters);
  return useInfiniteQuery({
    queryKey: [...LISTS, query],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/leads", { params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } }, signal })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      isFiltered(filters) && data && allLeads(data).length === 0 && dataUpdateCount < TIMES ? AGAIN : false,
    refetchOnWindowFocus: false, // it would read every page again
  });
}

export function useLead(leadId: string) {
  const { api } = useWorkplace();
  return useQuery({
    queryKey: one(leadId),
    queryFn: ({ signal }) => answer(api.GET("/leads/{leadId}", { params: { path: { leadId } }, signal })),
  });
}

/** `key`: however often the draft is tried, it is one lead. */
export function useAddLead() {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, key }: { draft: LeadDraft; key: string }) =>
      answer<Lead>(api.POST("/leads", { params: { header: { "Idempotency-Key": key } }, body: draft })),
    onSuccess: (lead) => {
      // Whether it fits a filter only the API can tell.
      queries.setQueryData<LeadPages>([...LISTS, {}], (known) => known && withAdded(known, lead));
      void queries.invalidateQueries({
        queryKey: LISTS,
        predicate: ({ queryKey }) => Object.keys(queryKey[1] as object).length > 0,
      });
      queries.setQueryData(one(lead.id), lead);
    },
  });
}

export function useChangeLead(leadId: string) {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: LeadChange) =>
      answer(api.PATCH("/leads/{leadId}", { params: { path: { leadId } }, body: change })),
    onSuccess: (lead) => {
      queries.setQueryData(one(leadId), lead);
      queries.setQueriesData<LeadPages>({ queryKey: LISTS }, (known) => known && withChanged(known, lead));
    },
  });
}

export function useRemoveLead(leadId: string) {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const alert = useAlert();
  return useMutation({
    mutationFn: () => answer(api.DELETE("/leads/{leadId}", { params: { path: { leadId } } })),
    onSuccess: () => {
      queries.removeQueries({ queryKey: one(leadId) });
      queries.setQueriesData<LeadPages>({ queryKey: LISTS }, (known) => known && withoutLead(known, leadId));
    },
    onError: (error) => {
      alert.show(sentence(error));
    },
  });
}
