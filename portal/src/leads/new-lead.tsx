/** Adds a lead by hand. */
import { useRef, useState, type SubmitEvent } from "react";
import { useLocation, useNavigate } from "react-router";
import { wrongs } from "../api/refusal";
import { useMe } from "../frame/use-me";
import { regionName } from "../text/region";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { SidePanel } from "../ui/side-panel";
import { useWrongFocus } from "../ui/use-wrong-focus";
import { EMPTY, toLead } from "./draft";
import { LeadFields, NAMES } from "./lead-fields";
import type { NewLeadVisit } from "./to-new-lead";
import { useAddLead } from "./use-leads";

export function NewLead() {
  const navigate = useNavigate();
  const location = useLocation();
  const { search } = location;
  const known = location.state as NewLeadVisit | null;
  const { data: me } = useMe();
  const [draft, setDraft] = useState({ ...EMPTY, phone: known?.phone ?? "" });
  const attempt = useRef({ words: "", key: "" });
  const { mutate, isPending, error } = useAddLead();
  const wrong = wrongs(error, NAMES);
  const form = useWrongFocus(error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const lead = toLead(draft);
    const words = JSON.stringify(lead);
    // Another lead has another key; the same one tried again is the same lead.
    if (attempt.current.words !== words) attempt.current = { words, key: crypto.randomUUID() };
    mutate(
      { draft: lead, key: attempt.current.key },
      { onSuccess: ({ id }) => void navigate({ pathname: `/leads/${encodeURIComponent(id)}`, search }) },
    );
  }

  return (
    <SidePanel title="Add lead" onClose={() => void navigate({ pathname: "/leads", search })}>
      <form ref={form} className="form" noValidate onSubmit={submit}>
        {wrong[""] && (
          <Notice kind="danger" role="alert">
            {wrong[""]}
          </Notice>
        )}
        <LeadFields
          draft={draft}
          onChange={(part) => {
            setDraft({ ...draft, ...part });
          }}
          wrong={wrong}
          phoneHint={me && `Without a country code, it’s read as a number in ${regionName(me.firm.region)}.`}
        />
        <div className="form-actions">
          <Button type="submit" busy={isPending}>
            {isPending ? "Adding…" : "Add lead"}
          </Button>
          <Button look="plain" onClick={() => void navigate({ pathname: "/leads", search })}>
            Cancel
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
