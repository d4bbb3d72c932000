/** Importing a file: choose it, check what was understood, start. Below: earlier imports. */
import { useState } from "react";
import { Page } from "../frame/page";
import { ChooseFile, type TextFile } from "./choose-file";
import { EarlierImports } from "./earlier-imports";
import { PAGES } from "./pages";
import { PlanForm } from "./plan-form";
import type { Kind } from "./targets";

export function ImportPage({ kind }: { kind: Kind }) {
  const [file, setFile] = useState<TextFile>();
  const { title, about, back } = PAGES[kind];
  return (
    <Page title={title} about={about} back={back}>
      {file ? (
        <PlanForm
          kind={kind}
          file={file}
          onOther={() => {
            setFile(undefined);
          }}
        />
      ) : (
        <ChooseFile onChoose={setFile} />
      )}
      {!file && <EarlierImports kind={kind} />}
    </Page>
  );
}
