/** The draft of one conversation, kept in step with other tabs without overwriting what is typed here. */
import { useEffect, useState } from "react";
import { useWorkplace } from "../workplace";
import { afterChange, type Draft } from "./drafts";

export function useDraft(threadId: string) {
  const { drafts } = useWorkplace();
  const [draft, setDraft] = useState<Draft>(() => ({ text: drafts.of(threadId), isOwn: false, other: "" }));

  useEffect(() => {
    function onStorage(event: StorageEvent) {
      const change = drafts.changeOf(threadId, event);
      if (change) setDraft((mine) => afterChange(mine, change));
    }
    window.addEventListener("storage", onStorage);
    return () => {
      window.removeEventListener("storage", onStorage);
    };
  }, [drafts, threadId]);

  function keep(next: Draft) {
    setDraft(next);
    drafts.keep(threadId, next.text);
  }
  return {
    draft,
    write: (text: string) => {
      keep({ ...draft, text, isOwn: true });
    },
    sent: () => {
      keep({ text: "", isOwn: false, other: "" });
    },
    takeOther: () => {
      keep({ text: draft.other, isOwn: true, other: "" });
    },
    keepOwn: () => {
      keep({ ...draft, other: "" });
    },
  };
}
