/** How long a text is, what that costs, and which character makes it cost more. */
import { counted, numeral } from "../text/number";
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
        {tooLong > 0
          ? `${counted(characters, "character")}: ${numeral(tooLong)} too many${countsTwice ? " (an emoji counts as two)" : ""}`
          : `${numeral(characters)} of ${counted(CHARACTER_LIMIT, "character")}`}
        {segments > 0 && ` · ${counted(segments, "segment")} · each segment is billed`}
      </p>
    </div>
  );
}
