/** More about what is beside it. It takes the focus when it opens; Escape closes it. On a phone it covers the page. */
import { useEffect, useId, useRef, type ReactNode } from "react";
import { Icon } from "./icon";
import { keyOf } from "./keys";
import "./side-panel.css";

interface Props {
  id?: string;
  title: string;
  onClose: () => void;
  /** What can be done, below the title. */
  actions?: ReactNode;
  children: ReactNode;
}

export function SidePanel({ id, title, onClose, actions, children }: Props) {
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      id={id}
      className="side-panel"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (keyOf(event) === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <header className="side-panel-header">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="side-panel-body">
        {actions && <div className="side-panel-actions">{actions}</div>}
        {children}
      </div>
    </aside>
  );
}
