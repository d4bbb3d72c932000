/** The end of a lead's conversation, and the way to all of it. */
import { Link } from "react-router";
import { EMPTY, isBlank } from "../text/blank";
import { formatted } from "../text/phone";
import { threadPath } from "../thread/to-thread";
import { useConversation } from "../thread/use-conversation";
import { Notice } from "../ui/notice";
import { Skeleton } from "../ui/skeleton";
import { Time } from "../ui/time";
import "./lead-conversation.css";

const SHOWN = 3;

export function LeadConversation({ threadId }: { threadId: string }) {
  const { data: conversation, error } = useConversation(threadId);
  if (!conversation) return error ? null : <Skeleton label="Loading messages" rows={1} look="list" />;
  const { thread, messages } = conversation;
  return (
    <section className="lead-conversation" aria-label="Messages">
      {thread.refusal && <Notice kind="warning">{thread.refusal.message}</Notice>}
      {messages.length === 0 && <p>No messages yet.</p>}
      <ol>
        {messages.slice(-SHOWN).map(({ id, direction, body, media, userName, createdAt }) => (
          <li key={id}>
            <p><bdi>{direction === "inbound" ? (thread.name ?? formatted(thread.address)) : (userName ?? "Leadline")}</bdi> <Time at={createdAt} /></p>
            <p dir="auto">{isBlank(body) ? (media.length > 0 ? "Attachment" : EMPTY) : body}</p>
          </li>
        ))}
      </ol>
      {messages.length > 0 && <Link to={threadPath(threadId)}>Open conversation</Link>}
    </section>
  );
}
