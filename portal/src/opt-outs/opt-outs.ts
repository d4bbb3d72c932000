/** The opt-out list as this browser knows it: the pages that were read, joined with what was just done here. */
import type { InfiniteData } from "@tanstack/react-query";
import type { OptOut } from "../api/client";

export type OptOutPages = InfiniteData<{ optOuts: OptOut[]; next: string | null }>;

/** Every entry once, newest first, as the pages say. */
export function allOptOuts(known: OptOutPages): OptOut[] {
  const entries = new Map<string, OptOut>();
  for (const { optOuts } of known.pages)
    for (const optOut of optOuts) if (!entries.has(optOut.threadId)) entries.set(optOut.threadId, optOut);
  return Array.from(entries.values());
}

/** Takes in one that was just made: it is on top, where it wasn't listed. */
export function optOutChanged(known: OptOutPages, optOut: OptOut): OptOutPages {
  if (allOptOuts(known).some(({ threadId }) => threadId === optOut.threadId)) return known;
  const [first, ...others] = known.pages;
  return first ? { ...known, pages: [{ ...first, optOuts: [optOut, ...first.optOuts] }, ...others] } : known;
}

export function optOutLifted(known: OptOutPages, threadId: string): OptOutPages {
  return {
    ...known,
    pages: known.pages.map((page) => ({
      ...page,
      optOuts: page.optOuts.filter((optOut) => optOut.threadId !== threadId),
    })),
  };
}
