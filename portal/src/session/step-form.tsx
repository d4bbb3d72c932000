/** A form of the sign-in: runs its action once at a time and says what went wrong. */
import { useState, type SubmitEvent, type ReactNode } from "react";
import { Unreachable } from "../api/refusal";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { SignInRefused } from "./cognito";
import "./step-form.css";

interface Props {
  action: (fields: (name: string) => string) => Promise<void>;
  button: string;
  busyButton: string;
  children: ReactNode;
  /** Other ways on, below the button. */
  aside?: ReactNode;
}

export function StepForm({ action, button, busyButton, children, aside }: Props) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setWrong("");
    try {
      await action((name) => fields.get(name) as string);
    } catch (error) {
      if (!(error instanceof SignInRefused) && !(error instanceof Unreachable)) throw error;
      setWrong(error.message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="step-form" onSubmit={(event) => void submit(event)}>
      {wrong && (
        <Notice kind="danger" role="alert">
          {wrong}
        </Notice>
      )}
      {children}
      <Button type="submit" busy={busy}>
        {busy ? busyButton : button}
      </Button>
      {aside}
    </form>
  );
}
