/** Shows a page to admins, and the others why they don't see it. */
import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { Page } from "./page";
import { useMe } from "./use-me";

export function AdminsOnly({ title, children }: { title: string; children: ReactNode }) {
  const { data: me } = useMe();
  if (me?.user.role === "admin") return children;
  return (
    <Page title={title}>
      {me ? (
        <State
          title="Only admins can see this page"
          text={`Your role at ${me.firm.name} is member. Ask an admin at your firm for access.`}
        />
      ) : (
        <Skeleton label="Loading" rows={3} look="list" />
      )}
    </Page>
  );
}
