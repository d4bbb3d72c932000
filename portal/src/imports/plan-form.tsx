/** What was understood of a file, to be put right before its import starts. */
import { useState } from "react";
import { useNavigate } from "react-router";
import { sentence } from "../api/refusal";
import { useMe } from "../frame/use-me";
import { regionName } from "../text/region";
import { Button } from "../ui/button";
import { CheckField, ChoiceField } from "../ui/field";
import { Notice } from "../ui/notice";
import type { TextFile } from "./choose-file";
import { ColumnTable } from "./column-table";
import { guessedColumns, guessedHeader, withColumn } from "./mapping";
import { importPath } from "./pages";
import "./plan-form.css";
import { DELIMITERS, firstRows, guessedDelimiter, type Delimiter } from "./read";
import { missing, type Kind, type Target } from "./targets";
import { useStartImport } from "./use-imports";

interface Understood {
  delimiter: Delimiter;
  rows: string[][];
  hasHeader: boolean;
  columns: Target[];
}

export function PlanForm({ kind, file, onOther }: { kind: Kind; file: TextFile; onOther: () => void }) {
  const navigate = useNavigate();
  const { data: me } = useMe();
  const understand = (delimiter: Delimiter, header?: boolean): Understood => {
    const rows = firstRows(file.text, delimiter);
    const hasHeader = header ?? guessedHeader(kind, rows);
    return { delimiter, rows, hasHeader, columns: guessedColumns(kind, rows, hasHeader) };
  };
  const [{ delimiter, rows, hasHeader, columns }, setUnderstood] = useState(() => understand(guessedDelimiter(file.text)));
  const { mutate, isPending, error } = useStartImport();
  const wanting = missing(kind, columns);

  function start() {
    const content = new Blob([file.text], { type: "text/csv" }); // UTF-8, whatever it was before
    mutate({ kind, fileName: file.name.slice(-200), content, plan: { delimiter, hasHeader, columns } }, { onSuccess: (made) => void navigate(importPath(made)) });
  }

  return (
    <section className="plan-form" aria-label={file.name}>
      <header className="plan-form-file">
        <h2><bdi>{file.name}</bdi></h2>
        <Button look="link" onClick={onOther}>Choose another file</Button>
      </header>
      <div className="plan-form-settings">
        <ChoiceField label="Columns are separated by" value={delimiter} onChange={(event) => { setUnderstood(understand(event.target.value as Delimiter)); }}>
          {Object.entries(DELIMITERS).map(([sign, name]) => <option key={sign} value={sign}>{name}</option>)}
        </ChoiceField>
        <CheckField label="The first row names the columns" checked={hasHeader} onChange={(event) => { setUnderstood(understand(delimiter, event.target.checked)); }} />
      </div>
      <ColumnTable
        kind={kind} rows={rows} hasHeader={hasHeader} columns={columns}
        onChange={(column, target) => { setUnderstood({ delimiter, rows, hasHeader, columns: withColumn(columns, column, target) }); }}
      />
      {me && <p className="plan-form-hint">Phones without a country code are read as numbers in {regionName(me.firm.region)}.</p>}
      <div role="status">{wanting && <Notice kind="warning">{wanting}</Notice>}</div>
      <div role="alert">{error && <Notice kind="danger">{sentence(error)}</Notice>}</div>
      <div className="form-actions">
        <Button busy={isPending || wanting !== undefined} onClick={start}>{isPending ? "Starting…" : "Start import"}</Button>
        <Button look="plain" onClick={onOther}>Cancel</Button>
      </div>
    </section>
  );
}
