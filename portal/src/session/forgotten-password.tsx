/** A forgotten password: a code by email, then a new password. */
import { useState } from "react";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { PasswordField } from "../ui/password-field";
import type { Cognito } from "./cognito";
import { StepForm } from "./step-form";

interface Props {
  email: string;
  cognito: Cognito;
  onDone: (email: string) => void;
  onCancel: (email: string) => void;
}

export function ForgottenPassword({ email, cognito, onDone, onCancel }: Props) {
  const [sentTo, setSentTo] = useState("");
  const back = (
    <Button
      look="link"
      onClick={() => {
        onCancel(sentTo || email);
      }}
    >
      Back to sign-in
    </Button>
  );

  async function sendCode(field: (name: string) => string) {
    const address = field("email").trim();
    await cognito.sendCode(address);
    setSentTo(address);
  }
  async function reset(field: (name: string) => string) {
    await cognito.resetPassword(sentTo, field("code").trim(), field("password"));
    onDone(sentTo);
  }

  if (sentTo === "") {
    return (
      <StepForm key="send" action={sendCode} button="Email me a code" busyButton="Sending..." aside={back}>
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={email}
          required
          autoFocus
        />
      </StepForm>
    );
  }
  return (
    <>
      <p role="status">
        If <bdi>{sentTo}</bdi> has an account, we’ve emailed it a code.
      </p>
      <StepForm key="reset" action={reset} button="Change password" busyButton="Changing..." aside={back}>
        <Field label="Code" name="code" inputMode="numeric" autoComplete="one-time-code" required autoFocus />
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          hint="Use a long password, like several words in a row."
        />
      </StepForm>
    </>
  );
}
