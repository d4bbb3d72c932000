/** Searching as someone types: which words are asked for, and whose answer is shown. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

export const SHORTEST = 2;
export const LONGEST = 100;

type Find<T> = (words: string, signal: AbortSignal) => Promise<T>;

/** What is asked for: no spaces at the ends, and never half of a character. */
export function wordsOf(typed: string): string {
  return Array.from(typed.trim()).slice(0, LONGEST).join("");
}

export function isLongEnough(words: string): boolean {
  return Array.from(words).length >= SHORTEST;
}

/**
 * Each wording is a query of its own, so an answer that is overtaken is dropped, and its request given up.
 * Until the newest answer comes, the one before stays on screen.
 */
export function searchQuery<T>(what: string, words: string, find: Find<T>) {
  return queryOptions({
    queryKey: ["search", what, words],
    queryFn: ({ signal }) => find(words, signal),
    enabled: isLongEnough(words),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}
