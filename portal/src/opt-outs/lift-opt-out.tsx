/** Asks before an opt-out is lifted, and says what that means. */
import type { OptOut } from "../api/client";
import { formatted } from "../text/phone";
import { Confirm } from "../ui/confirm";
import { useLiftOptOut } from "./use-opt-outs";

export function LiftOptOut({ optOut: { threadId, phone, name }, onClose }: { optOut: OptOut; onClose: () => void }) {
  const { mutate, isPending } = useLiftOptOut();
  return (
    <Confirm
      title="Remove this opt-out?"
      look="main"
      yes={isPending ? "Removing…" : "Remove opt-out"}
      busy={isPending}
      onNo={onClose}
      onYes={() => {
        mutate(threadId, { onSettled: onClose });
      }}
    >
      <p>
        Your firm can text{" "}
        {name !== null && (
          <>
            <bdi>{name}</bdi>,{" "}
          </>
        )}
        {formatted(phone)} again, campaigns included. Remove it only if it was added by mistake, or they have agreed to
        texts again. It stays in the history, and they can text STOP at any time.
      </p>
    </Confirm>
  );
}
