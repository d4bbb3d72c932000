/** Saves the whole list as one file, however many pages it has. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Api } from "../api/client";
import { Refusal, sentence } from "../api/refusal";
import { download } from "../csv/download";
import { joined } from "../csv/write";
import { counted } from "../text/number";
import { useAlert } from "../ui/alert";
import { Button } from "../ui/button";
import { useWorkplace } from "../workplace";

export function ExportOptOuts() {
  const { api } = useWorkplace();
  const alert = useAlert();
  const [rows, setRows] = useState(0);
  const { mutate, isPending } = useMutation({
    mutationFn: () => readAll(api, setRows),
    onSuccess: (file) => {
      download(`opt-outs ${new Date().toISOString().slice(0, 10)}.csv`, file);
    },
    onError: (error) => {
      alert.show(sentence(error));
    },
    onSettled: () => {
      setRows(0);
    },
  });
  return (
    <>
      <Button
        look="plain"
        busy={isPending}
        onClick={() => {
          mutate();
        }}
      >
        {isPending ? "Exporting…" : "Export"}
      </Button>
      <span className="visually-hidden" role="status">
        {isPending && `Exporting: ${counted(rows, "opt-out")} so far`}
      </span>
    </>
  );
}

async function readAll(api: Api, tell: (rows: number) => void): Promise<string> {
  const pages: string[] = [];
  let cursor: string | null = "";
  let rows = 0;
  while (cursor !== null) {
    const { data, error, response }: { data?: string; error?: unknown; response: Response } = await api.GET(
      "/opt-outs/export",
      { params: { query: cursor ? { cursor } : {} }, parseAs: "text" },
    );
    if (!response.ok) throw new Refusal(response.status, error);
    pages.push(data ?? "");
    rows += Math.max(0, (data ?? "").split("\n").length - 2);
    tell(rows);
    cursor = response.headers.get("Next-Cursor");
  }
  return joined(pages);
}
