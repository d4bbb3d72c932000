/** The rows that an import refused and why; also as a file, to put them right. */
import { useMutation } from "@tanstack/react-query";
import { answer, type Api, type Import, type RefusedRow } from "../api/client";
import { sentence } from "../api/refusal";
import { download } from "../csv/download";
import { csv } from "../csv/write";
import { useAlert } from "../ui/alert";
import { Button } from "../ui/button";
import { LoadMore } from "../ui/load-more";
import { Skeleton } from "../ui/skeleton";
import { Table, type Column } from "../ui/table";
import { useWorkplace } from "../workplace";
import "./refused-rows.css";
import { useRefusals } from "./use-imports";

const PAGE = 500;

const COLUMNS: Column<RefusedRow>[] = [
  { name: "Row", width: 10, cell: ({ row }) => <><span className="card-word">Row </span>{row.toLocaleString()}</> },
  { name: "Field", width: 14, cell: ({ field }) => field && <bdi>{field}</bdi> },
  { name: "Reason", width: 38, cell: ({ reason }) => <span title={reason}>{reason}</span> },
  { name: "Text", width: 38, cell: ({ text }) => <bdi title={text}>{text}</bdi> },
];

export function RefusedRows({ of: { id, refused, fileName } }: { of: Import }) {
  const { api } = useWorkplace();
  const alert = useAlert();
  const list = useRefusals(id, refused);
  const rows = list.data?.pages.flatMap(({ refusals }) => refusals) ?? [];
  const { mutate, isPending } = useMutation({
    mutationFn: () => readAll(api, id),
    onSuccess: (all) => { download(`refused of ${fileName}`, fileOf(all)); },
    onError: (error) => { alert.show(sentence(error)); },
  });
  return (
    <section className="refused-rows" aria-labelledby="refused-rows">
      <header>
        <h2 id="refused-rows">Refused rows</h2>
        <Button look="plain" busy={isPending} onClick={() => { mutate(); }}>{isPending ? "Downloading…" : "Download as CSV"}</Button>
      </header>
      {rows.length > 0 && <Table label="Refused rows" columns={COLUMNS} rows={rows} keyOf={({ row, field }) => `${row} ${field ?? ""}`} />}
      {!list.data && !list.error && <Skeleton label="Loading refused rows" rows={3} look="list" />}
      {(list.hasNextPage || list.error) && (
        <LoadMore what="refused rows" busy={list.isFetching} failed={list.isError} page={list.data?.pages.length} onMore={() => void (list.data ? list.fetchNextPage() : list.refetch())} />
      )}
    </section>
  );
}

async function readAll(api: Api, importId: string): Promise<RefusedRow[]> {
  const all: RefusedRow[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query = { limit: PAGE, ...(cursor && { cursor }) };
    const page: { refusals: RefusedRow[]; next: string | null } = await answer(api.GET("/imports/{importId}/refusals", { params: { path: { importId }, query } }));
    all.push(...page.refusals);
    cursor = page.next;
  }
  return all;
}

function fileOf(rows: RefusedRow[]): string {
  return csv([["Row", "Field", "Reason", "Text"], ...rows.map(({ row, field, reason, text }) => [String(row), field ?? "", reason, text])]);
}
