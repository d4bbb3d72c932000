/** The leads, newest first; more as one scrolls. Arrow keys, or j and k, move; Enter opens. */
import { useRef } from "react";
import { Link, useLocation } from "react-router";
import type { Lead } from "../api/client";
import { formatted } from "../text/phone";
import { Table, type Column } from "../ui/table";
import { Time } from "../ui/time";
import { useListKeys } from "../ui/use-list-keys";
import { LeadPhone } from "./lead-phone";

interface Props {
  leads: Lead[];
  openId: string | undefined;
  busy: boolean;
}

export function LeadTable({ leads, openId, busy }: Props) {
  const { search } = useLocation();
  const body = useRef<HTMLTableSectionElement>(null);
  useListKeys(body);
  const columns: Column<Lead>[] = [
    {
      name: "Name",
      width: 28,
      cell: (lead) => (
        <Link
          to={{ pathname: `/leads/${encodeURIComponent(lead.id)}`, search }}
          className="table-link"
          aria-current={lead.id === openId ? "page" : undefined}
        >
          <bdi>{leadName(lead)}</bdi>
        </Link>
      ),
    },
    { name: "Phone", width: 19, cell: (lead) => <LeadPhone lead={lead} /> },
    { name: "Email", width: 24, cell: ({ email }) => email && <bdi>{email}</bdi> },
    { name: "Event", width: 19, cell: ({ event }) => event && <bdi>{event}</bdi> },
    { name: "Added", width: 10, corner: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
  return (
    <Table
      label="Leads"
      columns={columns}
      rows={leads}
      keyOf={({ id }) => id}
      isCurrent={({ id }) => id === openId}
      busy={busy}
      body={body}
    />
  );
}

export function leadName({ name, email, phone }: Lead): string {
  return name ?? email ?? (phone === null ? "Unnamed lead" : formatted(phone));
}
