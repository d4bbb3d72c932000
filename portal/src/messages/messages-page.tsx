/** The one page of the portal so far: the conversations, and the one that is open. */
import { useParams } from "react-router";
import { sentence } from "../api/refusal";
import { Inbox } from "../inbox/inbox-panel";
import { ThreadPanel } from "../thread/thread-panel";
import { AlertBar } from "../ui/alert";
import { Button } from "../ui/button";
import { State } from "../ui/state";
import { useWorkplace } from "../workplace";
import "./messages-page.css";
import { TopBar } from "./top-bar";
import { TwoWayOff } from "./two-way-off";
import { useMe } from "./use-me";

export function MessagesPage() {
  const { threadId } = useParams();
  const { signOut } = useWorkplace();
  const me = useMe();
  return (
    <div className="page">
      <TopBar me={me.data} />
      <AlertBar />
      {me.data?.firm.twoWay === false && <TwoWayOff firm={me.data.firm.name} />}
      {me.data?.firm.twoWay !== false && !(me.error && !me.data) && (
        <main className="messages" data-open={threadId !== undefined}>
          <Inbox openId={threadId} />
          <section className="messages-thread" aria-label="Conversation">
            {threadId ? <ThreadPanel key={threadId} threadId={threadId} /> : <State title="Choose a conversation" text="Its messages are shown here." />}
          </section>
        </main>
      )}
      {me.error && !me.data && (
        <main>
          <State alert title="Leadline can’t be opened" text={sentence(me.error)}>
            <Button onClick={() => void me.refetch()}>Try again</Button>
            <Button look="plain" onClick={signOut}>Sign out</Button>
          </State>
        </main>
      )}
    </div>
  );
}
