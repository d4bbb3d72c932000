/** A message that was just sent: its bubble is there before Leadline has answered, and stays if it doesn't. */
import type { Outgoing } from "../compose/outbox";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { useNow } from "../ui/use-now";
import { useWorkplace } from "../workplace";
import "./bubble.css";

const WORDS = {
  sending: "Sending…",
  lost: "Not confirmed",
  checking: "Checking whether it went out…",
  refused: "Not sent",
};
const LONG_MS = 10_000;

export function OutgoingBubble({
  item,
  again,
}: {
  item: Outgoing;
  again: ((item: Outgoing) => Promise<void>) | undefined;
}) {
  const { outbox } = useWorkplace();
  const now = useNow(1_000);
  const open = item.state === "lost" || item.state === "refused";
  const isSlow = item.state === "sending" && now - Date.parse(item.startedAt) > LONG_MS;
  return (
    <li className="bubble bubble-outbound" data-ends-group="true" data-status={open ? "failed" : "sending"}>
      <p className="bubble-text" dir="auto">
        {item.body}
      </p>
      <p className="bubble-meta">
        <span className="bubble-status">
          {open && <Icon name="failed" />}
          {isSlow ? "This is taking longer than usual…" : WORDS[item.state]}
        </span>
      </p>
      {open && (
        <p className="bubble-reason">
          {item.reason}{" "}
          {again && (
            <Button look="link" onClick={() => void again(item)}>
              Try again
            </Button>
          )}{" "}
          <Button
            look="link"
            onClick={() => {
              outbox.remove(item.key);
            }}
          >
            Remove
          </Button>
        </p>
      )}
    </li>
  );
}
