/** The keys, each with who made it and when it was last used. */
import { useState } from "react";
import type { ApiKey } from "../api/client";
import { Button } from "../ui/button";
import { Confirm } from "../ui/confirm";
import { Table, type Column } from "../ui/table";
import { Time } from "../ui/time";
import { useRevokeApiKey } from "./use-api-keys";

export function ApiKeyTable({ keys }: { keys: ApiKey[] }) {
  const [revoking, setRevoking] = useState<ApiKey>();
  const { mutate, isPending } = useRevokeApiKey();
  const close = () => {
    setRevoking(undefined);
  };
  const columns: Column<ApiKey>[] = [
    { name: "Name", width: 28, cell: ({ name }) => <bdi>{name}</bdi> },
    { name: "Key", width: 16, cell: ({ hint }) => <code>{hint}…</code> },
    { name: "Created by", width: 20, cell: ({ createdBy }) => <bdi>{createdBy}</bdi> },
    { name: "Created", width: 12, corner: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      name: "Last used",
      width: 14,
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? (
          "Never used"
        ) : (
          <>
            <span className="card-word">Last used </span>
            <Time at={lastUsedAt} />
          </>
        ),
    },
    {
      name: "Actions",
      quiet: true,
      width: 10,
      cell: (key) => (
        <Button
          look="link"
          aria-label={`Revoke ${key.name}`}
          onClick={() => {
            setRevoking(key);
          }}
        >
          Revoke…
        </Button>
      ),
    },
  ];
  return (
    <>
      <Table label="API keys" columns={columns} rows={keys} keyOf={({ id }) => id} />
      {revoking && (
        <Confirm
          title="Revoke this key?"
          yes={isPending ? "Revoking…" : "Revoke key"}
          busy={isPending}
          onNo={close}
          onYes={() => {
            mutate(revoking.id, { onSettled: close });
          }}
        >
          <p>
            Programs using <bdi>{revoking.name}</bdi> stop working within a minute. This can’t be undone. To connect
            them again, create a new key.
          </p>
        </Confirm>
      )}
    </>
  );
}
