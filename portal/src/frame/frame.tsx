/** What every page stands in: the top bar, what just went wrong, and the page itself. */
import { useEffect, type ReactNode } from "react";
import { Outlet, useMatches } from "react-router";
import { KeepTab } from "../imports/keep-tab";
import { AlertBar, useAlert } from "../ui/alert";
import { CannotOpen } from "./cannot-open";
import "./frame.css";
import { Live } from "./live";
import { SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";
import { useMe } from "./use-me";

/** What a route says of its page. */
export interface PageHandle {
  title: string;
}

export function Frame() {
  const { data: me, error, refetch } = useMe();
  const { dismiss } = useAlert();
  const title = useMatches().findLast(({ handle }) => handle !== undefined)?.handle as PageHandle | undefined;
  const name = title?.title ?? "";
  useEffect(() => dismiss, [name, dismiss]); // what went wrong on another page is no news on this one
  const page = (content: ReactNode) => (
    <div className="frame">
      <SkipLink />
      <TopBar me={me} />
      <AlertBar />
      {content}
    </div>
  );
  if (!me && error) return page(<CannotOpen error={error} tryAgain={() => void refetch()} />);
  return page(
    <>
      <Live page={name} twoWay={me?.firm.twoWay ?? true} />
      <KeepTab />
      <Outlet />
    </>,
  );
}
