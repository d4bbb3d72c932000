/** The shape of what is being loaded. */
import "./skeleton.css";

export function Skeleton({ label, rows, look }: { label: string; rows: number; look: "list" | "bubbles" }) {
  return (
    <div className={`skeleton skeleton-${look}`} role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton-row" aria-hidden="true" />
      ))}
    </div>
  );
}
