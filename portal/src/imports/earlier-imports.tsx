/** The firm's imports of a kind, newest first. */
import { Link } from "react-router";
import type { Import } from "../api/client";
import { sentence } from "../api/refusal";
import { numeral, percent } from "../text/number";
import { Button } from "../ui/button";
import { LoadMore } from "../ui/load-more";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { Table, type Column } from "../ui/table";
import { Tag } from "../ui/tag";
import { Time } from "../ui/time";
import "./earlier-imports.css";
import { importPath, STATUS } from "./pages";
import type { Kind } from "./targets";
import { useImports } from "./use-imports";

const COLUMNS: Column<Import>[] = [
  {
    name: "File",
    width: 32,
    cell: (each) => (
      <Link to={importPath(each)} className="table-link">
        <bdi>{each.fileName}</bdi>
      </Link>
    ),
  },
  {
    name: "State",
    width: 14,
    cell: ({ status, progress }) => (
      <Tag kind={status === "failed" ? "danger" : "quiet"}>
        {status === "running" ? `${STATUS.running}, ${percent(progress)}` : STATUS[status]}
      </Tag>
    ),
  },
  {
    name: "Added",
    width: 12,
    cell: ({ added }) => (
      <>
        <span className="card-word">Added: </span>
        {numeral(added)}
      </>
    ),
  },
  {
    name: "Not added",
    width: 12,
    cell: ({ refused }) => (
      <>
        <span className="card-word">Not added: </span>
        {numeral(refused)}
      </>
    ),
  },
  { name: "By", width: 18, cell: ({ userName }) => <bdi>{userName}</bdi> },
  { name: "When", width: 12, corner: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
];

export function EarlierImports({ kind }: { kind: Kind }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } =
    useImports(kind);
  const imports = data?.pages.flatMap((page) => page.imports);
  return (
    <section className="earlier-imports" aria-labelledby="earlier-imports">
      <h2 id="earlier-imports">Earlier imports</h2>
      {imports && imports.length > 0 && (
        <Table label="Earlier imports" columns={COLUMNS} rows={imports} keyOf={({ id }) => id} />
      )}
      {hasNextPage && (
        <LoadMore
          what="imports"
          busy={isFetchingNextPage}
          failed={isFetchNextPageError}
          page={data?.pages.length}
          onMore={() => void fetchNextPage()}
        />
      )}
      {imports?.length === 0 && <p>No imports yet.</p>}
      {!imports && !error && <Skeleton label="Loading imports" rows={3} look="list" />}
      {!imports && error && (
        <State alert title="Earlier imports couldn’t be loaded" text={sentence(error)}>
          <Button look="plain" onClick={() => void refetch()}>
            Try again
          </Button>
        </State>
      )}
    </section>
  );
}
