/** The conversations that a search of the inbox has found. */
import { useRef } from "react";
import type { Thread } from "../api/client";
import { sentence } from "../api/refusal";
import type { Search } from "../search/use-search";
import { counted } from "../text/number";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { useNow } from "../ui/use-now";
import { ThreadLink } from "./thread-link";
import { useListKeys } from "../ui/use-list-keys";
import { useTabStop } from "../ui/use-tab-stop";

interface Props {
  search: Search<{ threads: Thread[] }>;
  openId: string | undefined;
  /** What the inbox knows is newer than what a search has found. */
  known: Thread[];
}

export function FoundThreads({ search: { found, isCurrent, error, tryAgain }, openId, known }: Props) {
  const now = useNow();
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const threads = found?.threads.map((thread) => known.find(({ id }) => id === thread.id) ?? thread) ?? [];
  const { stop, onStop } = useTabStop(
    threads.map(({ id }) => id),
    openId,
  );
  if (error) {
    return (
      <State alert title="The search failed" text={sentence(error)}>
        <Button look="plain" onClick={tryAgain}>
          Try again
        </Button>
      </State>
    );
  }
  return (
    <nav className="thread-list" aria-label="Conversations found" aria-busy={!isCurrent}>
      <p className="visually-hidden" role="status">
        {isCurrent && `${counted(threads.length, "conversation")} found`}
      </p>
      {!found && <Skeleton label="Searching" rows={3} look="list" />}
      {isCurrent && threads.length === 0 && (
        <State
          title="No conversations found"
          text="Nobody you’ve exchanged messages with has this name, phone or email. To text someone new, use + New conversation."
        />
      )}
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
    </nav>
  );
}
