/** What is found for what someone types. */
import { useQuery } from "@tanstack/react-query";
import { isLongEnough, searchQuery, wordsOf } from "./search";
import { useSettled } from "./use-settled";

export interface Search<T> {
  /** Whether enough was typed to search for. */
  asked: boolean;
  found: T | undefined;
  /** Whether `found` answers what stands in the field now. */
  isCurrent: boolean;
  error: Error | null;
  tryAgain: () => void;
}

export function useSearch<T>(
  what: string,
  typed: string,
  find: (words: string, signal: AbortSignal) => Promise<T>,
): Search<T> {
  const now = wordsOf(typed);
  const words = useSettled(now);
  const { data, error, isPlaceholderData, refetch } = useQuery(searchQuery(what, words, find));
  const asked = isLongEnough(now);
  const settled = words === now;
  return {
    asked,
    found: asked ? data : undefined,
    isCurrent: asked && settled && data !== undefined && !isPlaceholderData,
    error: asked && settled ? error : null,
    tryAgain: () => void refetch(),
  };
}
