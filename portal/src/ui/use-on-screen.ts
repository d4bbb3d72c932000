/** Calls back when an element comes near the part of its scroller that is seen; again whenever `again` changes and it still is. */
import { useEffect, useEffectEvent, type RefObject } from "react";

export function useOnScreen(element: RefObject<Element | null>, active: boolean, onScreen: () => void, again: unknown) {
  const call = useEffectEvent(onScreen);
  useEffect(() => {
    if (!active || !element.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) call();
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, [element, active, again]);
}
