/** What was understood of a file, to be put right before its import starts. */
import { useState } from "react";
import { useNavigate } from "react-router";
import { sentence } from "../api/refusal";
import { useMe } from "../frame/use-me";
import { numeral } from "../text/number";
import { regionName } from "../text/region";
import { Button } from "../ui/button";
import { CheckField, ChoiceField } from "../ui/field";
import { Notice } from "../ui/notice";
import type { TextFile } from "./choose-file";
import { ColumnTable } from "./column-table";
import { withColumn } from "./mapping";
import { importPath } from "./pages";
import "./plan-form.css";
import { PlanNotices } from "./plan-notices";
import { DELIMITERS, type Delimiter } from "./read";
import { missing, type Kind } from "./targets";
import { understand, type Said } from "./understand";
import { useStartImport } from "./use-imports";

/** How many of the first rows may be chosen as the list's beginning, besides where it begins now. */
const BEGINNINGS = 20;
const LAST_BEGINNING = 100;
const LONGEST_TITLE = 60;

export function PlanForm({ kind, file, onOther }: { kind: Kind; file: TextFile; onOther: () => void }) {
  const navigate = useNavigate();
  const { data: me } = useMe();
  const [understood, setUnderstood] = useState(() => understand(kind, file.text, {}));
  const { delimiter, firstRow, hasHeader, rows, list, columns } = understood;
  const { mutate, isPending, error } = useStartImport();
  const wanting = missing(kind, columns);

  function start() {
    const content = new Blob([file.text], { type: "text/csv" }); // UTF-8, whatever it was before
    mutate(
      { kind, fileName: file.name.slice(-200), content, plan: { delimiter, firstRow, hasHeader, columns } },
      { onSuccess: (made) => void navigate(importPath(made)) },
    );
  }
  const say = (said: Said) => {
    setUnderstood(understand(kind, file.text, { delimiter, ...said }));
  };

  return (
    <section className="plan-form" aria-label={file.name}>
      <header className="plan-form-file">
        <h2>
          <bdi>{file.name}</bdi>
        </h2>
        <Button look="link" onClick={onOther}>
          Choose another file
        </Button>
      </header>
      <div className="plan-form-settings">
        <ChoiceField
          label="Columns are separated by"
          value={delimiter}
          onChange={(event) => {
            say({ delimiter: event.target.value as Delimiter });
          }}
        >
          {Object.entries(DELIMITERS).map(([sign, name]) => (
            <option key={sign} value={sign}>
              {name}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField
          label="The list starts at"
          value={firstRow}
          onChange={(event) => {
            say({ firstRow: Number(event.target.value) });
          }}
        >
          {rows
            .filter(({ number }, place) => place < BEGINNINGS && number <= LAST_BEGINNING)
            .map(({ number, cells }) => (
              <option key={number} value={number}>
                Row {numeral(number)}: {titleOf(cells)}
              </option>
            ))}
        </ChoiceField>
        <CheckField
          label="The first row has column names"
          checked={hasHeader}
          onChange={(event) => {
            say({ firstRow, hasHeader: event.target.checked });
          }}
        />
      </div>
      <PlanNotices kind={kind} understood={understood} />
      <ColumnTable
        kind={kind}
        list={list}
        columns={columns}
        onChange={(column, target) => {
          setUnderstood({ ...understood, columns: withColumn(columns, column, target) });
        }}
      />
      {me && (
        <p className="plan-form-hint">
          Phone numbers without a country code are read as numbers in {regionName(me.firm.region)}.
        </p>
      )}
      <div role="status">{wanting && <Notice kind="warning">{wanting}</Notice>}</div>
      <div role="alert">{error && <Notice kind="danger">{sentence(error)}</Notice>}</div>
      <div className="form-actions">
        <Button busy={isPending || wanting !== undefined} onClick={start}>
          {isPending ? "Starting…" : "Start import"}
        </Button>
        <Button look="plain" onClick={onOther}>
          Cancel
        </Button>
      </div>
    </section>
  );
}

function titleOf(cells: string[]): string {
  const title = cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "")
    .join(", ");
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title;
}
