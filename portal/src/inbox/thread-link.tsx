/** One conversation in the list. */
import { Link, useLocation } from "react-router";
import type { Thread } from "../api/client";
import { formatted } from "../text/phone";
import { ago, completely } from "../text/time";
import { threadPath } from "../thread/to-thread";
import { Avatar } from "../ui/avatar";
import { useWorkplace } from "../workplace";
import { summaryOf } from "./last-message";
import "./thread-link.css";

const TAGS: Partial<Record<string, string>> = { opted_out: "Opted out", landline: "Landline", blocked: "Blocked" };

interface Props {
  thread: Thread;
  isOpen: boolean;
  now: number;
  /** Whether Tab stops here; the arrow keys go to the others. */
  isStop: boolean;
}

export function ThreadLink({ thread, isOpen, now, isStop }: Props) {
  const { userId } = useWorkplace();
  const { id, name, address, lastMessage, lastActivityAt, refusal } = thread;
  const { search } = useLocation(); // the panel about the person stays open
  // What is open is being read.
  const unread = isOpen ? 0 : thread.unreadCount;
  const summary = lastMessage && summaryOf(lastMessage, userId, now);
  return (
    <Link
      to={threadPath(id) + search}
      className="thread-link"
      tabIndex={isStop ? 0 : -1}
      aria-current={isOpen ? "page" : undefined}
      data-unread={unread > 0}
    >
      <Avatar name={name} />
      <span className="thread-link-first">
        <bdi className="thread-link-name">{name ?? formatted(address)}</bdi>
        {lastActivityAt && (
          <time dateTime={lastActivityAt} title={completely(lastActivityAt)}>
            {ago(lastActivityAt, now)}
          </time>
        )}
      </span>
      <span className="thread-link-second">
        <span className="thread-link-preview" data-wrong={summary?.isWrong}>
          {summary?.lead && <bdi>{summary.lead}</bdi>}
          <bdi>{summary?.text}</bdi>
        </span>
        {refusal && <span className="thread-link-tag">{TAGS[refusal.code] ?? "Can’t be texted"}</span>}
        {unread > 0 && (
          <span className="thread-link-unread">
            <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
            <span className="visually-hidden">{unread} unread</span>
          </span>
        )}
      </span>
    </Link>
  );
}
