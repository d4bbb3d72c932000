/** How often what is on screen is asked for again. */
import type { Query } from "@tanstack/react-query";

const CALM_MS = 2_000;
const TROUBLED_MS = 4_000;
const HIDDEN_MS = 30_000;

export type Pace = (query: { state: Pick<Query["state"], "error"> }) => number | false;

/** Every two seconds; less often while calls fail. TanStack Query pauses it while the page is hidden. */
export function refetchInterval({ state }: { state: Pick<Query["state"], "error"> }): number {
  return state.error ? TROUBLED_MS : CALM_MS;
}

/** For what is to be asked for on a hidden page as well, which other queries aren't: slowly then. */
export function pacedByVisibility(pace: Pace): Pace {
  return (query) => {
    const wanted = pace(query);
    return wanted !== false && document.visibilityState === "hidden" ? HIDDEN_MS : wanted;
  };
}
