/** Asks for the name of a new key. */
import { useState, type SubmitEvent } from "react";
import { wrongs } from "../api/refusal";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Notice } from "../ui/notice";
import { useWrongFocus } from "../ui/use-wrong-focus";
import { useCreateApiKey } from "./use-api-keys";

export function NewApiKey({ onClose, onCreated }: { onClose: () => void; onCreated: (secret: string) => void }) {
  const [name, setName] = useState("");
  const { mutate, isPending, error } = useCreateApiKey();
  const [isEmpty, setIsEmpty] = useState(false);
  const wrong = isEmpty ? { name: "Enter a name." } : wrongs(error, ["name"]);
  const form = useWrongFocus(isEmpty || error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsEmpty(name.trim() === "");
    if (!isPending && name.trim() !== "")
      mutate(name.trim(), {
        onSuccess: ({ secret }) => {
          onCreated(secret);
        },
      });
  }

  return (
    <Dialog title="Create key" onClose={onClose}>
      <form ref={form} className="form" noValidate onSubmit={submit}>
        {wrong[""] && (
          <Notice kind="danger" role="alert">
            {wrong[""]}
          </Notice>
        )}
        <Field
          label="Name"
          name="name"
          hint="The program that will use it."
          maxLength={100}
          autoComplete="off"
          error={wrong["name"]}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <div className="dialog-actions">
          <Button look="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={isPending}>
            {isPending ? "Creating…" : "Create key"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
