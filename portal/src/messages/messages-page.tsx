/** The conversations, and the one that is open. */
import { useParams } from "react-router";
import { PageTitle } from "../frame/page-title";
import { useMe } from "../frame/use-me";
import { Inbox } from "../inbox/inbox-panel";
import { ThreadPanel } from "../thread/thread-panel";
import { State } from "../ui/state";
import "./messages-page.css";
import { TwoWayOff } from "./two-way-off";

export function MessagesPage() {
  const { threadId } = useParams();
  const { data: me } = useMe();
  if (me?.firm.twoWay === false) return <TwoWayOff firm={me.firm.name} />;
  return (
    <main id="main" tabIndex={-1} className="messages" data-open={threadId !== undefined}>
      <PageTitle className="visually-hidden">Messages</PageTitle>
      <Inbox openId={threadId} />
      <section className="messages-thread" aria-label="Conversation">
        {threadId ? (
          <ThreadPanel key={threadId} threadId={threadId} />
        ) : (
          <State title="No conversation selected" text="Open a conversation to see its messages here." />
        )}
      </section>
    </main>
  );
}
