/** What was written and not sent yet, per conversation; it outlives the page and the sign-in. */

export type Drafts = ReturnType<typeof createDrafts>;

export function createDrafts(storage: Storage, key: string) {
  const read = () => JSON.parse(storage.getItem(key) ?? "{}") as Partial<Record<string, string>>;
  return {
    of: (threadId: string): string => read()[threadId] ?? "",
    keep(threadId: string, text: string) {
      // What is undefined is left out of JSON.
      storage.setItem(key, JSON.stringify({ ...read(), [threadId]: text || undefined }));
    },
    clear() { storage.removeItem(key); },
  };
}
