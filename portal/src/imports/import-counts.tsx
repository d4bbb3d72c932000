/** What became of the rows so far. */
import type { Import } from "../api/client";
import "./import-counts.css";

export function ImportCounts({ of: { rows, added, repeated, refused } }: { of: Import }) {
  const counts = { "Rows read": rows, Added: added, "Were there already": repeated, Refused: refused };
  return (
    <dl className="import-counts">
      {Object.entries(counts).map(([name, count]) => <div key={name}><dt>{name}</dt><dd>{count.toLocaleString()}</dd></div>)}
    </dl>
  );
}
