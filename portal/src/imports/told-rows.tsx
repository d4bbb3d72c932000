/** The rows that an import refused, or kept without all that they say, and why; also as a file, to put them right. */
import { useMutation } from "@tanstack/react-query";
import { answer, type Api, type Import, type ToldRow } from "../api/client";
import { sentence } from "../api/refusal";
import { download } from "../csv/download";
import { csv } from "../csv/write";
import { numeral } from "../text/number";
import { useAlert } from "../ui/alert";
import { Button } from "../ui/button";
import { LoadMore } from "../ui/load-more";
import { Skeleton } from "../ui/skeleton";
import { Table, type Column } from "../ui/table";
import { Tag } from "../ui/tag";
import { useWorkplace } from "../workplace";
import "./told-rows.css";
import { useToldRows } from "./use-imports";

const PAGE = 500;

const COLUMNS: Column<ToldRow>[] = [
  {
    name: "Row",
    width: 10,
    cell: ({ row }) => (
      <>
        <span className="card-word">Row </span>
        {numeral(row)}
      </>
    ),
  },
  { name: "Result", width: 12, cell: ({ kept }) => <Tag kind={kept ? "quiet" : "danger"}>{resultOf(kept)}</Tag> },
  { name: "Field", width: 14, cell: ({ field }) => field && <bdi>{field}</bdi> },
  { name: "Reason", width: 32, cell: ({ reason }) => <span title={reason}>{reason}</span> },
  { name: "Text", width: 32, cell: ({ text }) => <bdi title={text}>{text}</bdi> },
];

export function ToldRows({ of: { id, refused, noted, fileName } }: { of: Import }) {
  const { api } = useWorkplace();
  const alert = useAlert();
  const list = useToldRows(id, refused + noted);
  const rows = list.data?.pages.flatMap(({ refusals }) => refusals) ?? [];
  const { mutate, isPending } = useMutation({
    mutationFn: () => readAll(api, id),
    onSuccess: (all) => {
      download(`rows to review in ${fileName}`, fileOf(all));
    },
    onError: (error) => {
      alert.show(sentence(error));
    },
  });
  return (
    <section className="told-rows" aria-labelledby="told-rows">
      <header>
        <h2 id="told-rows">Rows to review</h2>
        <Button
          look="plain"
          busy={isPending}
          onClick={() => {
            mutate();
          }}
        >
          {isPending ? "Downloading…" : "Download as CSV"}
        </Button>
      </header>
      {rows.length > 0 && (
        <Table
          label="Rows to review"
          columns={COLUMNS}
          rows={rows}
          keyOf={({ row, field }) => `${row} ${field ?? ""}`}
        />
      )}
      {!list.data && !list.error && <Skeleton label="Loading rows to review" rows={3} look="list" />}
      {(list.hasNextPage || list.error) && (
        <LoadMore
          what="rows to review"
          busy={list.isFetching}
          failed={list.isError}
          page={list.data?.pages.length}
          onMore={() => void (list.data ? list.fetchNextPage() : list.refetch())}
        />
      )}
    </section>
  );
}

async function readAll(api: Api, importId: string): Promise<ToldRow[]> {
  const all: ToldRow[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query = { limit: PAGE, ...(cursor && { cursor }) };
    const page: { refusals: ToldRow[]; next: string | null } = await answer(
      api.GET("/imports/{importId}/refusals", { params: { path: { importId }, query } }),
    );
    all.push(...page.refusals);
    cursor = page.next;
  }
  return all;
}

function fileOf(rows: ToldRow[]): string {
  return csv([
    ["Row", "Result", "Field", "Reason", "Text"],
    ...rows.map(({ row, kept, field, reason, text }) => [String(row), resultOf(kept), field ?? "", reason, text]),
  ]);
}

function resultOf(kept: boolean): string {
  return kept ? "Added" : "Not added";
}
