/** What was said, oldest at the top. It stays at the bottom while new messages come, unless someone reads further up. */
import { useEffect, useRef } from "react";
import { settle } from "../compose/outbox";
import { useOutgoing, useSend } from "../compose/use-send";
import { dayName } from "../text/time";
import { useAlert } from "../ui/alert";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { useNow } from "../ui/use-now";
import { useOnScreen } from "../ui/use-on-screen";
import { useWorkplace } from "../workplace";
import type { Conversation } from "./conversation";
import { EmptyThread } from "./empty-thread";
import { MessageBubble } from "./message-bubble";
import "./message-list.css";
import { OutgoingBubble } from "./outgoing-bubble";
import { rows } from "./rows";
import { useOlderMessages } from "./use-conversation";
import { useScroll } from "./use-scroll";

export function MessageList({ conversation: { thread, messages, older } }: { conversation: Conversation }) {
  const { outbox, userId } = useWorkplace();
  const { dismiss } = useAlert();
  const now = useNow();
  const { arrived, open } = settle(useOutgoing(thread.id), messages, userId);
  const { send, again } = useSend(thread, messages.at(-1)?.id ?? "");
  const waiting = new Set(arrived.filter(({ state }) => state === "sending").map(({ body }) => body));

  const lost = arrived
    .filter(({ state }) => state === "lost")
    .map(({ key }) => key)
    .join();
  useEffect(() => {
    if (!lost) return;
    outbox.remove(...lost.split(","));
    dismiss(); // what it said is settled
  }, [lost, outbox, dismiss]);

  const olderMessages = useOlderMessages(thread.id);
  function loadOlder() {
    if (older !== null && !olderMessages.isPending) olderMessages.mutate(older);
  }
  const top = useRef<HTMLDivElement>(null);
  useOnScreen(top, older !== null && !olderMessages.isError, loadOlder, older);

  const newest = open.at(-1)?.key ?? messages.at(-1)?.id ?? "";
  const { scroller, content, isBelow, onScroll, toBottom } = useScroll(messages[0]?.id ?? "", newest, open.at(-1)?.key);

  return (
    <div className="message-list-frame">
      <div
        ref={scroller}
        className="message-list"
        onScroll={onScroll}
        tabIndex={0}
        role="region"
        aria-label="Message history"
      >
        <div ref={content} className="message-list-content">
          {older !== null && (
            <div ref={top} className="message-list-older">
              {olderMessages.isError && <p role="alert">Older messages couldn’t be loaded.</p>}
              <Button look="link" busy={olderMessages.isPending} onClick={loadOlder}>
                {olderMessages.isPending ? "Loading…" : "Show older messages"}
              </Button>
            </div>
          )}
          <ol>
            {rows(messages).map((row) =>
              row.kind === "day" ? (
                <li key={`day ${row.at}`} className="message-list-day">
                  <span>{dayName(row.at, now)}</span>
                </li>
              ) : (
                <MessageBubble
                  key={row.message.id}
                  message={row.message}
                  from={thread}
                  endsGroup={row.endsGroup}
                  answered={row.message.userId === userId && !waiting.has(row.message.body)}
                  now={now}
                  tryAgain={thread.refusal ? undefined : send}
                />
              ),
            )}
            {open.map((item) => (
              <OutgoingBubble key={item.key} item={item} again={thread.refusal ? undefined : again} />
            ))}
          </ol>
          {messages.length === 0 && open.length === 0 && <EmptyThread thread={thread} />}
        </div>
      </div>
      {isBelow && (
        <button type="button" className="message-list-jump" onClick={toBottom}>
          <Icon name="down" />
          New messages
        </button>
      )}
    </div>
  );
}
