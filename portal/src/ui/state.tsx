/** What stands in place of content: nothing there, or it could not be had. */
import type { ReactNode } from "react";
import "./state.css";

export function State({
  title,
  text,
  alert = false,
  children,
}: {
  title: string;
  text: string;
  alert?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="state" role={alert ? "alert" : undefined}>
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div className="state-actions">{children}</div>}
    </div>
  );
}
