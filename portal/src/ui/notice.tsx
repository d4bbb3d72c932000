/** A sentence that must be read: why something can't be done, or went wrong. */
import type { ReactNode } from "react";
import "./notice.css";

export function Notice({ kind, children, alert = false }: { kind: "warning" | "danger" | "quiet"; children: ReactNode; alert?: boolean }) {
  return <div className={`notice notice-${kind}`} role={alert ? "alert" : undefined}>{children}</div>;
}
