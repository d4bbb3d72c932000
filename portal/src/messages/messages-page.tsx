/** The one page of the portal so far: the conversations, and the one that is open. */
import { useParams } from "react-router";
import { Inbox } from "../inbox/inbox-panel";
import { ThreadPanel } from "../thread/thread-panel";
import { AlertBar } from "../ui/alert";
import { State } from "../ui/state";
import { CannotOpen } from "./cannot-open";
import { Live } from "./live";
import "./messages-page.css";
import { TopBar } from "./top-bar";
import { TwoWayOff } from "./two-way-off";
import { useMe } from "./use-me";

export function MessagesPage() {
  const { threadId } = useParams();
  const { data: me, error, refetch } = useMe();
  const page = (content: React.ReactNode) => (
    <div className="page">
      <TopBar me={me} />
      <AlertBar />
      {content}
    </div>
  );
  if (!me && error) return page(<CannotOpen error={error} tryAgain={() => void refetch()} />);
  if (me?.firm.twoWay === false) return page(<TwoWayOff firm={me.firm.name} />);
  return page(
    <>
      <Live />
      <main className="messages" data-open={threadId !== undefined}>
        <h1 className="visually-hidden">Messages</h1>
        <Inbox openId={threadId} />
        <section className="messages-thread" aria-label="Conversation">
          {threadId ? <ThreadPanel key={threadId} threadId={threadId} /> : <State title="Choose a conversation" text="Its messages are shown here." />}
        </section>
      </main>
    </>,
  );
}
