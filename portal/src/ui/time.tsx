/** A moment, as short as a list has room for; the whole of it is in the tooltip. */
import { ago, completely } from "../text/time";
import { useNow } from "./use-now";

export function Time({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={completely(at)}>
      {ago(at, now)}
    </time>
  );
}
