/** What every page says about the inbox while someone looks elsewhere: unread ones in the title, new messages, a lost connection. */
import { useInbox } from "../inbox/use-inbox";
import { unreadThreads } from "../inbox/inbox";
import { Announcer } from "./announcer";
import { ConnectionBar } from "./connection-bar";

const ELSEWHERE_MS = 10_000;

export function Live({ page, twoWay }: { page: string; twoWay: boolean }) {
  // The inbox itself asks more often; while two-way is off there is none to ask for.
  const { data: inbox, error } = useInbox({ enabled: twoWay, refetchInterval: page === "Messages" ? false : ELSEWHERE_MS });
  const unread = inbox ? unreadThreads(inbox) : 0;
  return (
    <>
      <title>{`${unread > 0 ? `(${unread}) ` : ""}${page} · Leadline`}</title>
      {inbox && <ConnectionBar error={error} />}
      {inbox && <Announcer threads={inbox.threads} />}
    </>
  );
}
