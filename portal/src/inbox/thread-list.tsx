/** The conversations, newest activity first. Arrow keys, or j and k, move; Enter opens. */
import { useRef } from "react";
import { Button } from "../ui/button";
import { useNow } from "../ui/use-now";
import { useOnScreen } from "../ui/use-on-screen";
import type { Inbox } from "./inbox";
import "./thread-list.css";
import { ThreadLink } from "./thread-link";
import { useListKeys } from "../ui/use-list-keys";
import { useTabStop } from "../ui/use-tab-stop";
import { useOlderThreads } from "./use-inbox";

export function ThreadList({ inbox: { threads, next }, openId }: { inbox: Inbox; openId: string | undefined }) {
  const now = useNow();
  const older = useOlderThreads();
  const list = useRef<HTMLUListElement>(null);
  const end = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const { stop, onStop } = useTabStop(
    threads.map(({ id }) => id),
    openId,
  );

  function loadMore() {
    if (next !== null && !older.isPending) older.mutate(next);
  }
  useOnScreen(end, next !== null && !older.isError, loadMore, next);

  return (
    <nav className="thread-list" aria-label="Conversations">
      <ul ref={list}>
        {threads.map((thread) => (
          <li
            key={thread.id}
            onFocus={() => {
              onStop(thread.id);
            }}
          >
            <ThreadLink thread={thread} isOpen={thread.id === openId} isStop={thread.id === stop} now={now} />
          </li>
        ))}
      </ul>
      {next !== null && (
        <div ref={end} className="thread-list-more">
          {older.isError && <p role="alert">Older conversations couldn’t be loaded.</p>}
          <Button look="link" busy={older.isPending} onClick={loadMore}>
            {older.isPending ? "Loading…" : "Show older conversations"}
          </Button>
        </div>
      )}
    </nav>
  );
}
