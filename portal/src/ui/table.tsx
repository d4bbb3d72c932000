/** A table whose first column names the row; on a phone every row is a card. */
import type { ReactNode, Ref } from "react";
import "./table.css";

export interface Column<Row> {
  name: string;
  /** Whether the name is only heard: of a column of buttons, say. */
  quiet?: boolean;
  cell: (row: Row) => ReactNode;
  /** Its share of the table, in percent. */
  width: number;
  /** Whether a card has it at its top right. */
  corner?: boolean;
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  isCurrent?: (row: Row) => boolean;
  /** Whether these rows are about to be replaced. */
  busy?: boolean;
  body?: Ref<HTMLTableSectionElement>;
}

// The roles are said because what is laid out as cards isn't a table to every browser any more.
export function Table<Row>({ label, columns, rows, keyOf, isCurrent, busy = false, body }: Props<Row>) {
  return (
    <table className="table" role="table" aria-label={label} aria-busy={busy}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ name, quiet, width }) => (
            <th key={name} role="columnheader" scope="col" style={{ width: `${width}%` }}>
              {quiet ? <span className="visually-hidden">{name}</span> : name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" data-current={isCurrent?.(row)}>
            {columns.map(({ name, cell, corner }, index) =>
              index === 0 ? (
                <th key={name} role="rowheader" scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={name} role="cell" data-corner={corner}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
