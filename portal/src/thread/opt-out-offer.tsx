/** Under a text that reads like a wish to stop: opting out is offered, and asked for once more, never done by itself. */
import { useEffect, useRef, useState } from "react";
import type { Message } from "../api/client";
import { useAddOptOut } from "../opt-outs/use-opt-outs";
import { Button } from "../ui/button";
import "./opt-out-offer.css";

export function OptOutOffer({ message }: { message: Message }) {
  const [asked, setAsked] = useState(false);
  const { mutate, isPending } = useAddOptOut();
  const answers = useRef<HTMLSpanElement>(null);
  const wasAsked = useRef(false);
  useEffect(() => {
    if (wasAsked.current !== asked) answers.current?.querySelector("button")?.focus();
    wasAsked.current = asked;
  }, [asked]);
  return (
    <p className="opt-out-offer">
      {asked
        ? "Nobody at your firm will be able to text this number unless they text START or an admin removes the opt-out."
        : "This looks like a request to stop."}{" "}
      <span ref={answers}>
        {asked ? (
          <>
            <Button
              look="link"
              busy={isPending}
              onClick={() => {
                mutate({ threadId: message.threadId, messageId: message.id });
              }}
            >
              {isPending ? "Opting out…" : "Yes, opt out"}
            </Button>{" "}
            <Button
              look="link"
              onClick={() => {
                setAsked(false);
              }}
            >
              Cancel
            </Button>
          </>
        ) : (
          <Button
            look="link"
            onClick={() => {
              setAsked(true);
            }}
          >
            Opt out
          </Button>
        )}
      </span>
    </p>
  );
}
