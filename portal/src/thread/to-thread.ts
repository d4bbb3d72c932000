/** The address of a conversation, for those who go there to write. */

export interface Visit {
  /** Whether the visitor came to write, so that the compose box may take the focus from where it is. */
  write: boolean;
}

/** For `navigate(...toThread(id))`. */
export function toThread(threadId: string): [string, { state: Visit }] {
  return [threadPath(threadId), { state: { write: true } }];
}

export function threadPath(threadId: string): string {
  return `/messages/${encodeURIComponent(threadId)}`;
}
