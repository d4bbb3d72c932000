/** Email and password. */
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { PasswordField } from "../ui/password-field";
import { useRef } from "react";
import type { NewPasswordWanted, Tokens } from "./cognito";
import { StepForm } from "./step-form";

interface Props {
  email: string;
  signIn: (email: string, password: string) => Promise<Tokens | NewPasswordWanted>;
  onSignedIn: (tokens: Tokens) => void;
  onNewPassword: (wanted: NewPasswordWanted) => void;
  onForgotten: (email: string) => void;
}

export function PasswordForm({ email, signIn, onSignedIn, onNewPassword, onForgotten }: Props) {
  const emailInput = useRef<HTMLInputElement>(null);

  async function action(field: (name: string) => string) {
    const result = await signIn(field("email").trim(), field("password"));
    if ("idToken" in result) onSignedIn(result);
    else onNewPassword(result);
  }

  return (
    <StepForm
      action={action}
      button="Sign in"
      busyButton="Signing in..."
      aside={
        <Button
          look="link"
          onClick={() => {
            onForgotten(emailInput.current?.value.trim() ?? "");
          }}
        >
          Forgot your password?
        </Button>
      }
    >
      <Field
        ref={emailInput}
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email}
        required
        autoFocus={email === ""}
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" autoFocus={email !== ""} />
    </StepForm>
  );
}
