/**
 * The first paint of the inbox: one call brings what three queries would ask for, so that one cold environment of the
 * API starts and not three. Each query takes its part once; from then on it asks for itself.
 */
import { matchPath } from "react-router";
import type { ConversationPage, Me, ThreadPage } from "./client";

export interface Opened extends ThreadPage {
  session: Me;
  conversation: ConversationPage | null;
}

export type Opening = ReturnType<typeof createOpening>;

/** Which conversation the inbox is opened with by a page's address: `""` for none, undefined for another page. */
export function openedBy(path: string): string | undefined {
  const found = matchPath("/", path) ?? matchPath("/messages/:threadId?", path);
  return found ? ((found.params as { threadId?: string }).threadId ?? "") : undefined;
}

/** `threadId` as `openedBy` says; the call is made when the first part is asked for. */
export function createOpening(threadId: string | undefined, open: (threadId: string) => Promise<Opened>) {
  let call: Promise<Opened> | undefined;
  const taken = new Set<string>();
  let isOver = threadId === undefined;

  /** A part, or undefined where it is to be asked for by itself: whoever comes again wants to know what is new. */
  function part<T>(name: string, of: (opened: Opened) => T): Promise<T> | undefined {
    isOver ||= taken.has(name);
    if (isOver) return undefined;
    taken.add(name);
    call ??= open(threadId ?? "");
    return call.then(of);
  }
  return {
    session: () => part("session", ({ session }) => session),
    inbox: () => part<ThreadPage>("inbox", ({ threads, next, unread }) => ({ threads, next, unread })),
    conversation: async (id: string) =>
      (id === threadId && (await part("conversation", ({ conversation }) => conversation))) || undefined,
  };
}
