/** What was written and not sent yet, per conversation; it outlives the page and the sign-in, and other tabs hear of it. */

export type Drafts = ReturnType<typeof createDrafts>;

/** Each draft has an item of its own, so that two tabs that write in two conversations don't take each other's. */
export function createDrafts(storage: Storage, prefix: string) {
  const keyOf = (threadId: string) => `${prefix}.${threadId}`;
  return {
    of: (threadId: string): string => storage.getItem(keyOf(threadId)) ?? "",
    keep(threadId: string, text: string) {
      if (text) storage.setItem(keyOf(threadId), text);
      else storage.removeItem(keyOf(threadId));
    },
    clear() {
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
      keys
        .filter((key) => key.startsWith(`${prefix}.`))
        .forEach((key) => {
          storage.removeItem(key);
        });
    },
    /** What another tab made of a draft, and of what, should a `storage` event tell of that. */
    changeOf(
      threadId: string,
      { key, newValue, oldValue }: Pick<StorageEvent, "key" | "newValue" | "oldValue">,
    ): DraftChange | undefined {
      return key === keyOf(threadId) ? { from: oldValue ?? "", to: newValue ?? "" } : undefined;
    },
  };
}

export interface DraftChange {
  from: string;
  to: string;
}

/** A draft as this tab has it. */
export interface Draft {
  text: string;
  /** Whether it was typed here. */
  isOwn: boolean;
  /** What another tab has instead; `""` for nothing. */
  other: string;
}

/**
 * The draft after another tab has changed its own. What was typed here stays, and the other version is offered; a tab
 * in which nothing was typed follows. What both had and the other tab has sent or emptied is gone from both.
 */
export function afterChange(draft: Draft, { from, to }: DraftChange): Draft {
  const follows = !draft.isOwn || draft.text === "" || to === draft.text || (to === "" && from === draft.text);
  return follows ? { text: to, isOwn: false, other: "" } : { ...draft, other: to };
}
