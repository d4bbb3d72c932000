/** Imports: those of the firm, one of them while it runs, and what is told of its rows. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { answer, type Import } from "../api/client";
import { refetchInterval } from "../api/live";
import { useWorkplace } from "../workplace";
import type { Kind } from "./targets";
import { isOnItsWay, type Chosen, type Upload } from "./uploads";

const IMPORTS = ["imports"];
const one = (importId: string) => ["import", importId];

export function useImports(kind: Kind) {
  const { api, uploads } = useWorkplace();
  return useInfiniteQuery({
    queryKey: [...IMPORTS, kind],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/imports", { params: { query: { kind, ...(pageParam && { cursor: pageParam }) } }, signal })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ imports }) => imports.some(isRunning)) || uploads.items().some(isOnItsWay)
        ? refetchInterval({ state })
        : false,
  });
}

export function useImport(importId: string) {
  const { api } = useWorkplace();
  return useQuery({
    queryKey: one(importId),
    queryFn: ({ signal }) => answer(api.GET("/imports/{importId}", { params: { path: { importId } }, signal })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : refetchInterval({ state })),
  });
}

export function useStartImport() {
  const { uploads } = useWorkplace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (chosen: Chosen) => uploads.start(chosen),
    onSuccess: (made) => {
      queries.setQueryData(one(made.id), made);
      void queries.invalidateQueries({ queryKey: IMPORTS });
    },
  });
}

export function useUpload(importId: string): Upload | undefined {
  const { uploads } = useWorkplace();
  return useSyncExternalStore(uploads.subscribe, uploads.items).find((upload) => upload.importId === importId);
}

/** `rows`: how many there are by now; more of them is another question. */
export function useToldRows(importId: string, rows: number) {
  const { api } = useWorkplace();
  return useInfiniteQuery({
    queryKey: ["import", importId, "told", rows],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/imports/{importId}/refusals", {
          params: { path: { importId }, query: pageParam ? { cursor: pageParam } : {} },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false, // it would read every page again
  });
}

function isRunning({ status }: Import): boolean {
  return status === "running";
}

export function isOver({ status }: Import): boolean {
  return status === "done" || status === "failed";
}
