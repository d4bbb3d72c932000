/** The first sign-in: the password that came by email makes way for one of the user's own. */
import { Button } from "../ui/button";
import { PasswordField } from "../ui/password-field";
import type { Tokens } from "./cognito";
import { StepForm } from "./step-form";

interface Props {
  save: (password: string) => Promise<Tokens>;
  onSignedIn: (tokens: Tokens) => void;
  onCancel: () => void;
}

export function NewPassword({ save, onSignedIn, onCancel }: Props) {
  return (
    <>
      <p>You signed in with a temporary password. Choose one that only you know.</p>
      <StepForm
        action={async (field) => {
          onSignedIn(await save(field("password")));
        }}
        button="Save and sign in"
        busyButton="Saving..."
        aside={
          <Button look="link" onClick={onCancel}>
            Back to sign-in
          </Button>
        }
      >
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          hint="Use a long password, like several words in a row."
          autoFocus
        />
      </StepForm>
    </>
  );
}
