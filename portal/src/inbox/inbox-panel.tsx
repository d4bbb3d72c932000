/** The list of conversations, with what happens around it. */
import { useState } from "react";
import { answer } from "../api/client";
import { sentence } from "../api/refusal";
import { NewConversation } from "../picker/new-conversation";
import { useSearch } from "../search/use-search";
import { Button } from "../ui/button";
import { SearchField } from "../ui/search-field";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { useWorkplace } from "../workplace";
import { FoundThreads } from "./found-threads";
import "./inbox-panel.css";
import { unreadInWords } from "./inbox";
import { ThreadList } from "./thread-list";
import { useInbox } from "./use-inbox";

export function Inbox({ openId }: { openId: string | undefined }) {
  const { api } = useWorkplace();
  const { data: inbox, error, refetch } = useInbox();
  const [typed, setTyped] = useState("");
  const search = useSearch("threads", typed, (q, signal) =>
    answer(api.GET("/threads/search", { params: { query: { q } }, signal })),
  );
  return (
    <section className="inbox" aria-labelledby="inbox-title">
      <header className="inbox-header">
        <h2 id="inbox-title">Messages</h2>
        {inbox && inbox.unread > 0 && (
          <span className="inbox-count">
            {unreadInWords(inbox)}
            <span className="visually-hidden"> unread</span>
          </span>
        )}
        <NewConversation />
        <SearchField label="Search conversations" value={typed} onType={setTyped} />
      </header>
      {search.asked && <FoundThreads search={search} openId={openId} known={inbox?.threads ?? []} />}
      {!search.asked && inbox && inbox.threads.length > 0 && <ThreadList inbox={inbox} openId={openId} />}
      {!search.asked && inbox?.threads.length === 0 && (
        <State
          title="No conversations yet"
          text="Text a lead with + New conversation. When a lead texts your firm, the conversation shows up here."
        />
      )}
      {!search.asked && !inbox && !error && <Skeleton label="Loading conversations" rows={8} look="list" />}
      {!search.asked && !inbox && error && (
        <State alert title="Your conversations couldn’t be loaded" text={sentence(error)}>
          <Button look="plain" onClick={() => void refetch()}>
            Try again
          </Button>
        </State>
      )}
    </section>
  );
}
