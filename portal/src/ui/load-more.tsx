/** The end of a list that goes on: what follows is loaded when one comes near it, or by the button. */
import { useRef } from "react";
import { Button } from "./button";
import "./load-more.css";
import { useOnScreen } from "./use-on-screen";

interface Props {
  /** What follows: “leads”. */
  what: string;
  busy: boolean;
  failed: boolean;
  /** Changes with every page, so that a short one is followed by the next. */
  page: unknown;
  onMore: () => void;
}

export function LoadMore({ what, busy, failed, page, onMore }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const more = () => {
    if (!busy) onMore();
  };
  useOnScreen(end, !failed && !busy, more, page);
  return (
    <div ref={end} className="load-more">
      {failed && <p role="alert">More {what} couldn’t be loaded.</p>}
      <Button look="link" busy={busy} onClick={more}>
        {busy ? "Loading…" : `Show more ${what}`}
      </Button>
    </div>
  );
}
