/** What the page says about the inbox while someone looks elsewhere: unread ones in the title, new messages, a lost connection. */
import { ConnectionBar } from "./connection-bar";
import { useInbox } from "../inbox/use-inbox";
import { unreadThreads } from "../inbox/inbox";
import { Announcer } from "./announcer";

export function Live() {
  const { data: inbox, error } = useInbox();
  if (!inbox) return <title>Leadline</title>;
  const unread = unreadThreads(inbox);
  return (
    <>
      <title>{unread > 0 ? `(${unread}) Leadline` : "Leadline"}</title>
      <ConnectionBar error={error} />
      <Announcer threads={inbox.threads} />
    </>
  );
}
