/** Asks once more before something that can't be undone by a click, and says what it means. */
import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

interface Props {
  title: string;
  children: ReactNode;
  /** The button that does it. */
  yes: string;
  busy: boolean;
  look?: "main" | "danger";
  onYes: () => void;
  onNo: () => void;
}

export function Confirm({ title, children, yes, busy, look = "danger", onYes, onNo }: Props) {
  return (
    <Dialog title={title} onClose={onNo}>
      {children}
      <div className="dialog-actions">
        <Button look="plain" onClick={onNo}>
          Cancel
        </Button>
        <Button look={look} busy={busy} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}
