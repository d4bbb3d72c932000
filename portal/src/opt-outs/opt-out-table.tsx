/** The opt-outs, newest first, with the way back for those that may be lifted. */
import { useState } from "react";
import type { OptOut } from "../api/client";
import { useMe } from "../frame/use-me";
import { optOutSource } from "../person/words";
import { formatted } from "../text/phone";
import { Button } from "../ui/button";
import { Table, type Column } from "../ui/table";
import { Time } from "../ui/time";
import { LiftOptOut } from "./lift-opt-out";

export function OptOutTable({ optOuts, busy }: { optOuts: OptOut[]; busy: boolean }) {
  const { data: me } = useMe();
  const [lifting, setLifting] = useState<OptOut>();
  const isAdmin = me?.user.role === "admin";
  const columns: Column<OptOut>[] = [
    { name: "Phone", width: 19, cell: ({ phone }) => formatted(phone) },
    { name: "Name", width: 22, cell: ({ name }) => name && <bdi>{name}</bdi> },
    { name: "How", width: 16, cell: ({ source }) => optOutSource(source) },
    { name: "Note", width: 23, cell: ({ note }) => note && <bdi title={note}>{note}</bdi> },
    { name: "Since", width: 10, corner: true, cell: ({ optedOutAt }) => <Time at={optedOutAt} /> },
  ];
  if (isAdmin) {
    columns.push({
      name: "Actions",
      quiet: true,
      width: 10,
      cell: (optOut) =>
        optOut.canBeLifted && (
          <Button
            look="link"
            aria-label={`Remove the opt-out of ${formatted(optOut.phone)}`}
            onClick={() => {
              setLifting(optOut);
            }}
          >
            Remove…
          </Button>
        ),
    });
  }
  return (
    <>
      <Table label="Opt-outs" columns={columns} rows={optOuts} keyOf={({ threadId }) => threadId} busy={busy} />
      {lifting && (
        <LiftOptOut
          optOut={lifting}
          onClose={() => {
            setLifting(undefined);
          }}
        />
      )}
    </>
  );
}
