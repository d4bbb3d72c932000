/** A sentence that must be read: why something can't be done, or went wrong. */
import type { ReactNode } from "react";
import "./notice.css";

export function Notice({
  kind,
  children,
  role,
}: {
  kind: "warning" | "danger" | "quiet";
  children: ReactNode;
  role?: "alert" | "status";
}) {
  return (
    <div className={`notice notice-${kind}`} role={role}>
      {children}
    </div>
  );
}
