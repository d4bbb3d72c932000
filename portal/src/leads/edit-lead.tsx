/** The fields of a lead, to be changed. */
import { useState, type SubmitEvent } from "react";
import type { Lead } from "../api/client";
import { wrongs } from "../api/refusal";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useWrongFocus } from "../ui/use-wrong-focus";
import { changes, draftOf } from "./draft";
import { LeadFields, NAMES } from "./lead-fields";
import { useChangeLead } from "./use-leads";

export function EditLead({ lead }: { lead: Lead }) {
  const [before] = useState(() => draftOf(lead));
  const [draft, setDraft] = useState(before);
  const { mutate, isPending, error, reset } = useChangeLead(lead.id);
  const change = changes(before, draft);
  const isChanged = Object.keys(change).length > 0;
  const wrong = wrongs(error, NAMES);
  const form = useWrongFocus(error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isPending && isChanged) mutate(change);
  }

  return (
    <form ref={form} className="form" aria-label="Lead" noValidate onSubmit={submit}>
      {wrong[""] && (
        <Notice kind="danger" role="alert">
          {wrong[""]}
        </Notice>
      )}
      {lead.phoneProblem && <Notice kind="warning">{lead.phoneProblem.message}</Notice>}
      <LeadFields
        draft={draft}
        onChange={(part) => {
          setDraft({ ...draft, ...part });
        }}
        wrong={wrong}
        phoneHint={undefined}
      />
      {isChanged && (
        <div className="form-actions form-actions-floating">
          <Button type="submit" busy={isPending}>
            {isPending ? "Saving…" : "Save"}
          </Button>
          <Button
            look="plain"
            onClick={() => {
              setDraft(before);
              reset();
            }}
          >
            Discard changes
          </Button>
        </div>
      )}
    </form>
  );
}
