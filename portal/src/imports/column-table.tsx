/** The columns of a file, each with its first values and what it becomes. */
import { Table, type Column } from "../ui/table";
import type { List } from "./list";
import { isOwnField, ownField, TARGETS, type Kind, type Target } from "./targets";

const SHOWN = 3;

interface Props {
  kind: Kind;
  list: List;
  columns: Target[];
  onChange: (column: number, target: Target) => void;
}

interface Row {
  column: number;
  heading: string;
  samples: string[];
  target: Target;
}

export function ColumnTable({ kind, list: { headings, body }, columns, onChange }: Props) {
  const all = columns.map((target, column): Row => ({
    column,
    target,
    heading: headings[column] || `Column ${column + 1}`,
    samples: body.slice(0, SHOWN).map((row) => row[column]?.trim() ?? ""),
  }));
  const head: Column<Row>[] = [
    { name: "Column in your file", width: 25, cell: ({ heading }) => <bdi>{heading}</bdi> },
    {
      name: "First rows",
      width: 45,
      cell: ({ samples }) =>
        samples.map((sample, index) => (
          <span key={index}>
            {index > 0 && " · "}
            <bdi>{sample || "—"}</bdi>
          </span>
        )),
    },
    { name: "Import as", width: 30, cell: (row) => <TargetChoice kind={kind} row={row} onChange={onChange} /> },
  ];
  return <Table label="Columns" columns={head} rows={all} keyOf={({ column }) => String(column)} />;
}

function TargetChoice({
  kind,
  row: { column, heading, target },
  onChange,
}: {
  kind: Kind;
  row: Row;
  onChange: Props["onChange"];
}) {
  const own = isOwnField(target) ? target : ownField(heading);
  return (
    <select
      className="column-select"
      aria-label={`Import ${heading} as`}
      data-left-out={target === null}
      value={target ?? ""}
      onChange={(event) => {
        onChange(column, event.target.value || null);
      }}
    >
      <option value="">Don’t import</option>
      {TARGETS[kind].map((known) => (
        <option key={known.target} value={known.target}>
          {known.name}
        </option>
      ))}
      {kind === "leads" && own !== null && <option value={own}>Keep as “{heading}”</option>}
    </select>
  );
}
