/** Where a message is written: Enter sends, Shift+Enter makes a new line. */
import { useEffect, useId, useRef, type KeyboardEvent } from "react";
import { useLocation } from "react-router";
import type { Thread } from "../api/client";
import type { Visit } from "../thread/to-thread";
import { isBlank, withoutControls } from "../text/blank";
import { measure } from "../text/segments";
import { Button } from "../ui/button";
import { keyOf } from "../ui/keys";
import "./compose-box.css";
import { Counter } from "./counter";
import { CHARACTER_LIMIT } from "./limit";
import { OtherDraft } from "./other-draft";
import { useDraft } from "./use-draft";
import { useOutgoing, useSend } from "./use-send";

export function ComposeBox({ thread, newestId }: { thread: Thread; newestId: string }) {
  const {
    draft: { text, other },
    write,
    sent,
    takeOther,
    keepOwn,
  } = useDraft(thread.id);
  const { send } = useSend(thread, newestId);
  const sending = useOutgoing(thread.id).some(({ state }) => state === "sending");
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const size = measure(text);
  const ready = !isBlank(text) && size.characters <= CHARACTER_LIMIT;

  const location = useLocation();
  const visit = location.key;
  const cameToWrite = (location.state as Visit | null)?.write ?? false;
  useEffect(() => {
    if (mayTakeFocus(cameToWrite)) box.current?.focus();
  }, [visit, cameToWrite]);

  function submit() {
    // The box is read, not the state: two clicks in one frame would see the same state.
    const body = box.current?.value ?? "";
    if (!ready || sending || body !== text) return;
    sent();
    void send(body);
    box.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = keyOf(event);
    if (key === "Escape") document.querySelector<HTMLElement>(".thread-list [aria-current=page]")?.focus();
    if (key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    submit();
  }

  return (
    <form
      className="compose-box"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {other !== "" && <OtherDraft text={other} onTake={takeOther} onKeep={keepOwn} />}
      <label htmlFor={id} className="visually-hidden">
        Message
      </label>
      <div className="compose-box-text" data-text={`${text} `}>
        <textarea
          id={id}
          ref={box}
          rows={1}
          placeholder="Write a message"
          value={text}
          dir="auto"
          aria-describedby={`${id}-count`}
          onChange={(event) => {
            write(withoutControls(event.target.value));
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="compose-box-foot">
        <Counter id={`${id}-count`} size={size} />
        <Button type="submit" busy={sending || !ready}>
          {sending ? "Sending..." : "Send"}
        </Button>
      </div>
    </form>
  );
}

/** Whether it is of use to start in the box: not where that opens a keyboard on the screen, nor when the focus has moved on. */
function mayTakeFocus(cameToWrite: boolean): boolean {
  const focused = document.activeElement;
  const free =
    cameToWrite ||
    focused === null ||
    focused === document.body ||
    focused.ariaCurrent === "page" ||
    focused.tagName === "H1";
  return free && window.matchMedia("(hover: hover) and (pointer: fine)").matches;
}
