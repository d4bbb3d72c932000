/** Adds an opt-out by hand: someone asked for it on the phone, say. */
import { useState, type SubmitEvent } from "react";
import { useNavigate } from "react-router";
import { wrongs } from "../api/refusal";
import { useMe } from "../frame/use-me";
import { regionName } from "../text/region";
import { Button } from "../ui/button";
import { Field, LongField } from "../ui/field";
import { Notice } from "../ui/notice";
import { SidePanel } from "../ui/side-panel";
import { useWrongFocus } from "../ui/use-wrong-focus";
import { useAddOptOut } from "./use-opt-outs";

const NAMES = ["phone", "note"];

export function NewOptOut() {
  const navigate = useNavigate();
  const { data: me } = useMe();
  const [phone, setPhone] = useState("");
  const [note, setNote] = useState("");
  const { mutate, isPending, error } = useAddOptOut();
  const [isEmpty, setIsEmpty] = useState(false);
  const wrong = isEmpty ? { phone: "Enter the phone number." } : wrongs(error, NAMES);
  const form = useWrongFocus(isEmpty || error);
  const close = () => void navigate("/opt-outs");

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsEmpty(phone.trim() === "");
    if (!isPending && phone.trim() !== "")
      mutate({ phone: phone.trim(), note: note.trim() || null }, { onSuccess: close });
  }

  return (
    <SidePanel title="Add opt-out" onClose={close}>
      <form ref={form} className="form" noValidate onSubmit={submit}>
        {wrong[""] && (
          <Notice kind="danger" role="alert">
            {wrong[""]}
          </Notice>
        )}
        <p>
          Nobody at your firm will be able to text this number. An admin can remove an opt-out added by hand, unless the
          person texts STOP.
        </p>
        <Field
          label="Phone"
          name="phone"
          type="tel"
          autoComplete="off"
          maxLength={64}
          error={wrong["phone"]}
          value={phone}
          hint={me && `Without a country code, it’s read as a number in ${regionName(me.firm.region)}.`}
          onChange={(event) => {
            setPhone(event.target.value);
          }}
        />
        <LongField
          label="Note"
          name="note"
          hint="Who asked for it, and how. Kept in the history."
          maxLength={500}
          error={wrong["note"]}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
          }}
        />
        <div className="form-actions">
          <Button type="submit" busy={isPending}>
            {isPending ? "Adding…" : "Add opt-out"}
          </Button>
          <Button look="plain" onClick={close}>
            Cancel
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
