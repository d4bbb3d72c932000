/** Asks before a lead is deleted, and says what stays. */
import type { Lead } from "../api/client";
import { Confirm } from "../ui/confirm";
import { leadName } from "./lead-table";
import { useRemoveLead } from "./use-leads";

export function DeleteLead({ lead, onClose, onDeleted }: { lead: Lead; onClose: () => void; onDeleted: () => void }) {
  const { mutate, isPending } = useRemoveLead(lead.id);
  return (
    <Confirm
      title="Delete this lead?"
      yes={isPending ? "Deleting…" : "Delete lead"}
      busy={isPending}
      onNo={onClose}
      onYes={() => {
        mutate(undefined, { onSuccess: onDeleted, onError: onClose });
      }}
    >
      <p>
        <bdi>{leadName(lead)}</bdi> will be permanently deleted from your leads. The conversation and any opt-out stay.
      </p>
    </Confirm>
  );
}
