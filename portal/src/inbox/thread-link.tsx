/** One conversation in the list. */
import { Link } from "react-router";
import type { Thread } from "../api/client";
import { formatted } from "../text/phone";
import { ago, completely } from "../text/time";
import { threadPath } from "../thread/to-thread";
import { Avatar } from "../ui/avatar";
import "./thread-link.css";

export function ThreadLink({ thread, isOpen, now }: { thread: Thread; isOpen: boolean; now: number }) {
  const { id, name, address, lastMessage, lastActivityAt, refusal } = thread;
  // What is open is being read.
  const unread = isOpen ? 0 : thread.unreadCount;
  return (
    <Link to={threadPath(id)} className="thread-link" aria-current={isOpen ? "page" : undefined} data-unread={unread > 0}>
      <Avatar name={name} />
      <span className="thread-link-first">
        <bdi className="thread-link-name">{name ?? formatted(address)}</bdi>
        {lastActivityAt && <time dateTime={lastActivityAt} title={completely(lastActivityAt)}>{ago(lastActivityAt, now)}</time>}
      </span>
      <span className="thread-link-second">
        <span className="thread-link-preview">
          {lastMessage?.direction === "outbound" && <span>Sent: </span>}
          <bdi>{lastMessage?.preview || "Attachment"}</bdi>
        </span>
        {refusal?.code === "opted_out" && <span className="thread-link-tag">Opted out</span>}
        {unread > 0 && <span className="thread-link-unread"><span aria-hidden="true">{unread > 99 ? "99+" : unread}</span><span className="visually-hidden">{unread} unread</span></span>}
      </span>
    </Link>
  );
}
