/** A page of its own width: its heading, what can be done on it, and its content below. */
import type { ReactNode } from "react";
import { PageTitle } from "./page-title";
import "./page.css";

interface Props {
  title: string;
  /** One sentence on what the page is for, where its name doesn't say it. */
  about?: string;
  actions?: ReactNode;
  /** A panel beside it. */
  aside?: ReactNode;
  children: ReactNode;
}

export function Page({ title, about, actions, aside, children }: Props) {
  return (
    <main className="page">
      <div className="page-scroll">
        <div className="page-column">
          <header className="page-header">
            <div className="page-header-words">
              <PageTitle>{title}</PageTitle>
              {about && <p>{about}</p>}
            </div>
            {actions && <div className="page-actions">{actions}</div>}
          </header>
          {children}
        </div>
      </div>
      {aside}
    </main>
  );
}
