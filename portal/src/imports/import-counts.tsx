/** What became of the rows so far. */
import type { Import } from "../api/client";
import "./import-counts.css";

export function ImportCounts({ of: { kind, rows, added, badPhones, repeated, refused, noted } }: { of: Import }) {
  const counts: { name: string; count: number; more?: string | false }[] = [
    { name: "Rows read", count: rows },
    { name: "Added", count: added, more: badPhones > 0 && `${badPhones.toLocaleString()} of them without a usable phone` },
    { name: kind === "leads" ? "Already there" : "Already opted out", count: repeated },
    { name: "Refused", count: refused },
    { name: "Kept, but to check", count: noted },
  ];
  return (
    <dl className="import-counts">
      {counts.map(({ name, count, more }) => <div key={name}><dt>{name}</dt><dd>{count.toLocaleString()}</dd>{more && <dd className="import-counts-more">{more}</dd>}</div>)}
    </dl>
  );
}
