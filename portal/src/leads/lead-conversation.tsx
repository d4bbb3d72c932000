/** The end of a lead's conversation, and the way to all of it. */
import { Link } from "react-router";
import { textOf } from "../inbox/last-message";
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
        {messages.slice(-SHOWN).map(({ id, direction, body, media, status, userName, createdAt }) => (
          <li key={id}>
            <p>
              <bdi>
                {direction === "inbound" ? (thread.name ?? formatted(thread.address)) : (userName ?? "Leadline")}
              </bdi>{" "}
              <Time at={createdAt} />
              {status === "failed" && " · Not delivered"}
              {status === "sending" && " · Not confirmed"}
            </p>
            <p dir="auto">{textOf({ preview: body, media })}</p>
          </li>
        ))}
      </ol>
      {messages.length > 0 && <Link to={threadPath(threadId)}>Open conversation</Link>}
    </section>
  );
}
