/** Signing in, with the steps that may come between: a new password, or a forgotten one. */
import { useState } from "react";
import { Card } from "../ui/card";
import { Notice } from "../ui/notice";
import type { Cognito, NewPasswordWanted, Tokens } from "./cognito";
import { ForgottenPassword } from "./forgotten-password";
import { NewPassword } from "./new-password";
import { PasswordForm } from "./password-form";

type Step =
  | { name: "password"; email: string; done?: string }
  | { name: "newPassword"; wanted: NewPasswordWanted }
  | { name: "forgotten"; email: string };

interface Props {
  cognito: Cognito;
  ended: boolean;
  onSignedIn: (tokens: Tokens) => void;
}

const TITLES = { password: "Sign in", newPassword: "Choose a new password", forgotten: "Reset your password" };

export function SignInPage({ cognito, ended, onSignedIn }: Props) {
  const [step, setStep] = useState<Step>({ name: "password", email: "" });
  return (
    <Card title={TITLES[step.name]}>
      {ended && step.name === "password" && !step.done && (
        <Notice kind="quiet" role="status">
          Your session has ended. Sign in again to continue. What you wrote is saved.
        </Notice>
      )}
      {step.name === "password" && (
        <>
          {step.done && (
            <Notice kind="quiet" role="status">
              {step.done}
            </Notice>
          )}
          <PasswordForm
            email={step.email}
            signIn={cognito.signIn}
            onSignedIn={onSignedIn}
            onNewPassword={(wanted) => {
              setStep({ name: "newPassword", wanted });
            }}
            onForgotten={(email) => {
              setStep({ name: "forgotten", email });
            }}
          />
        </>
      )}
      {step.name === "newPassword" && (
        <NewPassword
          save={(password) => cognito.setNewPassword(step.wanted, password)}
          onSignedIn={onSignedIn}
          onCancel={() => {
            setStep({ name: "password", email: "" });
          }}
        />
      )}
      {step.name === "forgotten" && (
        <ForgottenPassword
          email={step.email}
          cognito={cognito}
          onDone={(email) => {
            setStep({ name: "password", email, done: "Your password was changed. Sign in with the new one." });
          }}
          onCancel={(email) => {
            setStep({ name: "password", email });
          }}
        />
      )}
    </Card>
  );
}
