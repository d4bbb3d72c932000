/** What every page says about the inbox while someone looks elsewhere: unread ones in the title, new messages, a lost connection. */
import { useInbox } from "../inbox/use-inbox";
import { unreadInWords } from "../inbox/inbox";
import { Announcer } from "./announcer";
import { ConnectionBar } from "./connection-bar";

const elsewhere = () => 10_000;

export function Live({ page, twoWay }: { page: string; twoWay: boolean }) {
  // The inbox itself asks more often; while two-way is off there is none to ask for.
  const { data: inbox, error } = useInbox({ enabled: twoWay, pace: page === "Messages" ? () => false : elsewhere });
  return (
    <>
      <title>{`${inbox && inbox.unread > 0 ? `(${unreadInWords(inbox)}) ` : ""}${page} · Leadline`}</title>
      {inbox && <ConnectionBar error={error} />}
      {inbox && <Announcer threads={inbox.threads} />}
    </>
  );
}
