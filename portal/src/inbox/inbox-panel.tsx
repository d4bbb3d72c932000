/** The list of conversations, with what happens around it. */
import { sentence } from "../api/refusal";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import "./inbox-panel.css";
import { unreadThreads } from "./inbox";
import { ThreadList } from "./thread-list";
import { useInbox } from "./use-inbox";

export function Inbox({ openId }: { openId: string | undefined }) {
  const { data: inbox, error, refetch } = useInbox();
  const unread = inbox ? unreadThreads(inbox) : 0;
  return (
    <section className="inbox" aria-labelledby="inbox-title">
      <header className="inbox-header">
        <h2 id="inbox-title">Messages</h2>
        {unread > 0 && <span className="inbox-count">{unread} unread</span>}
      </header>
      {inbox && inbox.threads.length > 0 && <ThreadList inbox={inbox} openId={openId} />}
      {inbox?.threads.length === 0 && <State title="No messages yet" text="When your firm texts a lead, or a lead texts your firm, the conversation is shown here." />}
      {!inbox && !error && <Skeleton label="Loading conversations" rows={8} look="list" />}
      {!inbox && error && (
        <State alert title="Your conversations can’t be shown" text={sentence(error)}>
          <Button look="plain" onClick={() => void refetch()}>Try again</Button>
        </State>
      )}
    </section>
  );
}
