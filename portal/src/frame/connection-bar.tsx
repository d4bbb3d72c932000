/** Says that what is shown may be old, while Leadline doesn't answer. */
import { sentence, Unreachable } from "../api/refusal";
import "./connection-bar.css";

export function ConnectionBar({ error }: { error: Error | null }) {
  return (
    <div role="status">
      {error && (
        <p className="connection-bar">
          {error instanceof Unreachable ? "Connection lost. Trying again…" : `${sentence(error)} Trying again…`}
        </p>
      )}
    </div>
  );
}
