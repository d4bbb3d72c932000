/**
 * Keeps a reader's place in a list that grows at both ends: at the bottom it follows new messages,
 * further up it stays where it is, also when older messages come in above.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_PX = 48;

/** `justSent` changes with every message that the reader sends: that one is always shown. */
export function useScroll(firstId: string, newestId: string, justSent: string | undefined) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const place = useRef({ firstId, height: 0 });
  const [seenId, setSeenId] = useState(newestId);
  const [isAtBottom, setIsAtBottom] = useState(true);

  function toBottom() {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }

  function onScroll() {
    const element = scroller.current;
    if (!element) return;
    atBottom.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    setIsAtBottom(atBottom.current);
    if (atBottom.current) setSeenId(newestId);
  }

  useLayoutEffect(() => {
    if (justSent) atBottom.current = true;
  }, [justSent]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (atBottom.current) element.scrollTop = element.scrollHeight;
    else if (firstId !== place.current.firstId) element.scrollTop += element.scrollHeight - place.current.height;
    place.current = { firstId, height: element.scrollHeight };
  }, [firstId, newestId]);

  // The frame shrinks when the compose box grows, the content grows when a state is told.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (atBottom.current) toBottom();
    });
    if (scroller.current) observer.observe(scroller.current);
    if (content.current) observer.observe(content.current);
    return () => {
      observer.disconnect();
    };
  }, []);

  return { scroller, content, onScroll, toBottom, isBelow: !isAtBottom && seenId !== newestId };
}
