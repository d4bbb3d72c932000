/** How far something is. */
import { useId } from "react";
import { percent } from "../text/number";
import "./progress.css";

export function Progress({ label, share, hint }: { label: string; share: number; hint: string }) {
  const id = useId();
  return (
    <div className="progress">
      <p>
        <label htmlFor={id}>{label}</label>
        <span aria-hidden="true">{percent(share)}</span>
      </p>
      <progress id={id} value={share} max={1} />
      <p className="progress-hint">{hint}</p>
    </div>
  );
}
