/** One import: its file on the way, its rows being read, or what came of it. */
import { useParams } from "react-router";
import type { Import } from "../api/client";
import { sentence } from "../api/refusal";
import { Page } from "../frame/page";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { useWorkplace } from "../workplace";
import "./import-run-page.css";
import { ImportCounts } from "./import-counts";
import { PAGES } from "./pages";
import type { Kind } from "./targets";
import { ToldRows } from "./told-rows";
import { isOnItsWay } from "./uploads";
import { useImport, useUpload } from "./use-imports";

export function ImportRunPage({ kind }: { kind: Kind }) {
  const { importId = "" } = useParams();
  const { data, error, refetch } = useImport(importId);
  const { path, title, back } = PAGES[kind];
  return (
    <Page
      title={data?.fileName ?? title}
      back={{ to: path, name: title }}
      actions={
        data?.status === "done" && (
          <ButtonLink look="plain" to={back.to}>
            Go to {back.name.toLowerCase()}
          </ButtonLink>
        )
      }
    >
      <div role="status" className="import-stage">
        {data && <Stage of={data} />}
      </div>
      {data && data.rows > 0 && <ImportCounts of={data} />}
      {data && data.refused + data.noted > 0 && <ToldRows of={data} />}
      {!data && !error && <Skeleton label="Loading import" rows={3} look="list" />}
      {!data && error && (
        <State alert title="This import couldn’t be loaded" text={sentence(error)}>
          <Button look="plain" onClick={() => void refetch()}>
            Try again
          </Button>
        </State>
      )}
    </Page>
  );
}

function Stage({ of: { id, kind, status, problem, progress } }: { of: Import }) {
  const { uploads } = useWorkplace();
  const upload = useUpload(id);
  if (upload?.reason) {
    return (
      <>
        <Notice kind="danger">The import couldn’t start. {upload.reason}</Notice>
        <div>
          <Button
            onClick={() => {
              uploads.again(id);
            }}
          >
            Try again
          </Button>
        </div>
      </>
    );
  }
  if (upload && isOnItsWay(upload))
    return (
      <Progress
        label="Uploading the file"
        share={upload.share}
        hint="You can go to other pages, but keep this tab open until the upload is finished."
      />
    );
  if (status === "waiting" && !upload) {
    return (
      <>
        <Notice kind="warning">
          This import didn’t start because the page was closed before the upload was finished.
        </Notice>
        <div>
          <ButtonLink to={PAGES[kind].path}>Choose the file again</ButtonLink>
        </div>
      </>
    );
  }
  if (status === "running" || status === "waiting")
    return <Progress label="Importing" share={progress} hint="You can leave this page. The import keeps running." />;
  if (status === "failed") return <Notice kind="danger">{problem ?? "The import failed."}</Notice>;
  return <p>The import is complete.</p>;
}
