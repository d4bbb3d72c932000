/** How long a text is, what that costs, and which character makes it cost more. */
import type { Measure } from "../text/segments";
import "./counter.css";
import { costHint } from "./cost-hint";
import { CHARACTER_LIMIT } from "./limit";

export function Counter({ id, size }: { id: string; size: Measure }) {
  const { characters, countsTwice, segments } = size;
  const tooLong = characters - CHARACTER_LIMIT;
  const hint = costHint(size);
  return (
    <div id={id} className="counter">
      {hint && <p className="counter-hint">{hint}</p>}
      <p data-too-long={tooLong > 0}>
        {tooLong > 0 ? `${characters.toLocaleString()} characters: ${tooLong.toLocaleString()} too many${countsTwice ? " (an emoji counts as two)" : ""}` : `${characters.toLocaleString()} of ${CHARACTER_LIMIT.toLocaleString()} characters`}
        {segments > 0 && ` · ${segments === 1 ? "1 segment" : `${segments} segments`} · each segment is billed`}
      </p>
    </div>
  );
}
