/** How often what is on screen is asked for again. */
import type { Query } from "@tanstack/react-query";

const CALM_MS = 2_000;
const TROUBLED_MS = 4_000;

/** Every two seconds; less often while calls fail. TanStack Query pauses it while the page is hidden. */
export function refetchInterval({ state }: { state: Pick<Query["state"], "error"> }): number {
  return state.error ? TROUBLED_MS : CALM_MS;
}
