/** A word about the thing that it stands beside. */
import type { ReactNode } from "react";
import "./tag.css";

export function Tag({ kind = "quiet", children }: { kind?: "quiet" | "warning" | "danger"; children: ReactNode }) {
  return <span className={`tag tag-${kind}`}>{children}</span>;
}
