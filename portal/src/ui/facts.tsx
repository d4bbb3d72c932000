/** Names with their values, two columns. */
import type { ReactNode } from "react";
import "./facts.css";

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}
