/** When a person opted out or in, or was blocked, and how. */
import type { Person } from "../api/client";
import { ago, completely } from "../text/time";
import { useNow } from "../ui/use-now";
import { happening } from "./words";

export function History({ entries }: { entries: Person["history"] }) {
  const now = useNow();
  if (entries.length === 0) return <p>Nothing yet.</p>;
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={entry.id}>
          <p>
            <bdi>{happening(entry)}</bdi>
            <time dateTime={entry.at} title={completely(entry.at)}>
              {ago(entry.at, now)}
            </time>
          </p>
          {entry.text !== null && (
            <p className="history-text" dir="auto">
              {entry.text}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
