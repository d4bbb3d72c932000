/** One message, in or out, with who, when, and how far it has come. */
import type { Message, Thread } from "../api/client";
import { Attachments } from "../attachments/attachments";
import { EMPTY, isBlank } from "../text/blank";
import { formatted } from "../text/phone";
import { completely, timeOfDay } from "../text/time";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import "./bubble.css";
import { delivery } from "./delivery";
import { OptOutOffer } from "./opt-out-offer";

interface Props {
  message: Message;
  from: Thread;
  /** Whether it has the line about sender, time and state for itself and those above it. */
  endsGroup: boolean;
  /** Whether its sender has stopped waiting for the outcome. */
  answered: boolean;
  now: number;
  tryAgain: ((body: string) => Promise<void>) | undefined;
}

export function MessageBubble({ message, from, endsGroup, answered, now, tryAgain }: Props) {
  const { direction, body, media, status, error, createdAt, userName, asksToStop } = message;
  const sender = direction === "inbound" ? (from.name ?? formatted(from.address)) : (userName ?? "Leadline");
  const shown = isBlank(body) ? (media.length > 0 ? "" : EMPTY) : body;
  const failed = status === "failed";
  return (
    <li className={`bubble bubble-${direction}`} data-ends-group={endsGroup} data-status={status}>
      {media.length > 0 && <Attachments message={message} sender={sender} />}
      {shown !== "" && (
        <p className="bubble-text" dir="auto">
          {shown}
        </p>
      )}
      <p className={endsGroup ? "bubble-meta" : "visually-hidden"}>
        <bdi className={direction === "inbound" ? "visually-hidden" : "bubble-sender"}>{sender}</bdi>
        <time dateTime={createdAt} title={completely(createdAt)}>
          {timeOfDay(createdAt)}
        </time>
        {direction === "outbound" && (
          <span className="bubble-status">
            {failed && <Icon name="failed" />}
            {delivery(message, answered, now)}
          </span>
        )}
      </p>
      {asksToStop && from.refusal?.code !== "opted_out" && <OptOutOffer message={message} />}
      {failed && (
        <p className="bubble-reason">
          {error?.message}{" "}
          {tryAgain && (
            <Button look="link" onClick={() => void tryAgain(body)}>
              Try again
            </Button>
          )}
        </p>
      )}
    </li>
  );
}
