/** Moves the focus through a list of links by arrow keys, Home and End there, and by j and k from anywhere but a text field. */
import { useEffect, type RefObject } from "react";
import { keyOf } from "./keys";

export function useListKeys(list: RefObject<HTMLElement | null>) {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const links = Array.from(list.current?.querySelectorAll("a") ?? []);
      const inList = links.findIndex((link) => link === document.activeElement);
      const current = inList >= 0 ? inList : links.findIndex((link) => link.ariaCurrent === "page");
      const letters = { j: current + 1, k: current - 1 };
      const arrows = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: links.length - 1 };
      const moves: Partial<Record<string, number>> = inList >= 0 ? { ...letters, ...arrows } : letters;
      const target = moves[keyOf(event)];
      if (target === undefined) return;
      event.preventDefault();
      links[Math.max(0, Math.min(target, links.length - 1))]?.focus();
    }
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
    };
  }, [list]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
