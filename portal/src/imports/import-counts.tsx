/** What became of the rows so far. */
import type { Import } from "../api/client";
import { numeral } from "../text/number";
import "./import-counts.css";

export function ImportCounts({ of: { kind, rows, added, badPhones, repeated, refused, noted } }: { of: Import }) {
  const counts: { name: string; count: number; more?: string | false }[] = [
    { name: "Rows read", count: rows },
    { name: "Added", count: added, more: badPhones > 0 && `${numeral(badPhones)} of them without a usable phone` },
    { name: kind === "leads" ? "Already in your list" : "Already opted out", count: repeated },
    { name: "Not added", count: refused },
    { name: "Added, needs review", count: noted },
  ];
  return (
    <dl className="import-counts">
      {counts.map(({ name, count, more }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{numeral(count)}</dd>
          {more && <dd className="import-counts-more">{more}</dd>}
        </div>
      ))}
    </dl>
  );
}
