/** Starts a conversation with a lead who isn't in the inbox yet. */
import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { toThread } from "../thread/to-thread";
import { LeadPicker } from "./lead-picker";

export function NewConversation() {
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        look="plain"
        aria-haspopup="dialog"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        + New conversation
      </Button>
      {isOpen && (
        <Dialog
          title="New conversation"
          place="top"
          onClose={() => {
            setIsOpen(false);
          }}
        >
          <LeadPicker
            onPick={({ threadId }) => {
              setIsOpen(false);
              void navigate(...toThread(threadId));
            }}
          />
        </Dialog>
      )}
    </>
  );
}
