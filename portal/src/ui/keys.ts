/** Which key was pressed, as far as it is for the page: while a character is put together, keys belong to the input method. */
import type { KeyboardEvent as SyntheticKeyboardEvent } from "react";

type Pressed = KeyboardEvent | SyntheticKeyboardEvent;

/** The only place that reads an event's key; eslint.config.js says so. `""` for what the page isn't to act on. */
export function keyOf(event: Pressed): string {
  return isComposing(event) ? "" : event.key;
}

/** For fields and dialogs in which the browser itself acts on Escape: it takes the composition back, and nothing else. */
export function keepWhileComposing(event: Pressed) {
  if (isComposing(event) && event.key === "Escape") event.preventDefault();
}

/** Safari ends a composition before it tells of the key that did; of that one only the code says so. */
function isComposing(event: Pressed): boolean {
  const { isComposing, keyCode } = "nativeEvent" in event ? event.nativeEvent : event; // eslint-disable-line @typescript-eslint/no-deprecated -- there is no other way to tell
  return isComposing || keyCode === COMPOSING;
}

const COMPOSING = 229;
