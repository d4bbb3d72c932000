/** One conversation in the list. */
import { Link, useLocation } from "react-router";
import type { Thread } from "../api/client";
import { formatted } from "../text/phone";
import { ago, completely } from "../text/time";
import { threadPath } from "../thread/to-thread";
import { Avatar } from "../ui/avatar";
import "./thread-link.css";

const TAGS: Partial<Record<string, string>> = { opted_out: "Opted out", landline: "Landline", blocked: "Blocked" };

export function ThreadLink({ thread, isOpen, now }: { thread: Thread; isOpen: boolean; now: number }) {
  const { id, name, address, lastMessage, lastActivityAt, refusal } = thread;
  const { search } = useLocation(); // the panel about the person stays open
  // What is open is being read.
  const unread = isOpen ? 0 : thread.unreadCount;
  return (
    <Link to={threadPath(id) + search} className="thread-link" aria-current={isOpen ? "page" : undefined} data-unread={unread > 0}>
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
        {refusal && <span className="thread-link-tag">{TAGS[refusal.code] ?? "Can’t be texted"}</span>}
        {unread > 0 && <span className="thread-link-unread"><span aria-hidden="true">{unread > 99 ? "99+" : unread}</span><span className="visually-hidden">{unread} unread</span></span>}
      </span>
    </Link>
  );
}
