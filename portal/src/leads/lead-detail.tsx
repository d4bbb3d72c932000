/** One lead beside the list: to read, to change, to write to, to delete. */
import { useState } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { Refusal, sentence } from "../api/refusal";
import { toThread } from "../thread/to-thread";
import { Button } from "../ui/button";
import { SidePanel } from "../ui/side-panel";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { DeleteLead } from "./delete-lead";
import { EditLead } from "./edit-lead";
import { LeadConversation } from "./lead-conversation";
import { leadName } from "./lead-table";
import { useLead } from "./use-leads";

export function LeadDetail() {
  const { leadId = "" } = useParams();
  return <OneLead key={leadId} leadId={leadId} />;
}

function OneLead({ leadId }: { leadId: string }) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const { data: lead, error, refetch } = useLead(leadId);
  const [deleting, setDeleting] = useState(false);
  const isGone = error instanceof Refusal && error.status === 404;

  function close() {
    const row = document.querySelector<HTMLElement>(".table-link[aria-current=page]");
    void navigate({ pathname: "/leads", search });
    row?.focus();
  }

  const actions = lead && (
    <>
      {lead.threadId !== null && (
        <Button
          onClick={() => {
            if (lead.threadId !== null) void navigate(...toThread(lead.threadId));
          }}
        >
          Message
        </Button>
      )}
      <Button
        look="plain"
        onClick={() => {
          setDeleting(true);
        }}
      >
        Delete
      </Button>
    </>
  );
  return (
    <SidePanel title={lead ? leadName(lead) : "Lead"} onClose={close} actions={actions}>
      {lead && lead.threadId !== null && <LeadConversation threadId={lead.threadId} />}
      {lead && <EditLead key={lead.updatedAt} lead={lead} />}
      {lead && deleting && (
        <DeleteLead
          lead={lead}
          onClose={() => {
            setDeleting(false);
          }}
          onDeleted={close}
        />
      )}
      {!lead && !error && <Skeleton label="Loading lead" rows={5} look="list" />}
      {!lead && isGone && (
        <State alert title="Lead not found" text="It may have been deleted, or the link may be wrong." />
      )}
      {!lead && error && !isGone && (
        <State alert title="This lead couldn’t be loaded" text={sentence(error)}>
          <Button look="plain" onClick={() => void refetch()}>
            Try again
          </Button>
        </State>
      )}
    </SidePanel>
  );
}
