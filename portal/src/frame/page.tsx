/** A page of its own width: its heading, what can be done on it, and its content below. */
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "../ui/icon";
import { PageTitle } from "./page-title";
import "./page.css";

interface Props {
  title: string;
  /** The page that this one belongs to. */
  back?: { to: string; name: string };
  /** One sentence on what the page is for, where its name doesn't say it. */
  about?: string;
  actions?: ReactNode;
  /** A panel beside it. */
  aside?: ReactNode;
  children: ReactNode;
}

export function Page({ title, back, about, actions, aside, children }: Props) {
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-scroll">
        <div className="page-column">
          <header className="page-header">
            <div className="page-header-words">
              {back && (
                <Link to={back.to} className="page-back">
                  <Icon name="back" />
                  {back.name}
                </Link>
              )}
              <PageTitle>
                <bdi>{title}</bdi>
              </PageTitle>
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
