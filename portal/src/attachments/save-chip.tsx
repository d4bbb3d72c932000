/** A file of a message, by name: a click saves it. */
import { useMutation } from "@tanstack/react-query";
import { sentence } from "../api/refusal";
import { Icon } from "../ui/icon";
import { saveFile } from "../ui/save-file";
import type { Place } from "./attachment";
import { useFetchAttachment } from "./use-attachment";

export function SaveChip({ kind, place }: { kind: string; place: Place }) {
  const fetchIt = useFetchAttachment(place);
  const { mutate, isPending, error } = useMutation({
    mutationFn: fetchIt,
    onSuccess: ({ name, content }) => {
      saveFile(name, content);
    },
  });
  return (
    <>
      <button
        type="button"
        className="attachment"
        aria-disabled={isPending || undefined}
        onClick={() => {
          if (!isPending) mutate();
        }}
      >
        <Icon name="file" />
        {kind} <span className="attachment-action">{isPending ? "Saving…" : "Save"}</span>
      </button>
      {error && (
        <p className="attachment-error" role="alert">
          {sentence(error)}
        </p>
      )}
    </>
  );
}
