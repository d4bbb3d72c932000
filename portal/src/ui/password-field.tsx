/** A password, which can be shown to check it. */
import { useId, useState } from "react";
import "./password-field.css";

interface Props {
  label: string;
  name: string;
  autoComplete: "current-password" | "new-password";
  hint?: string;
  autoFocus?: boolean;
}

export function PasswordField({ label, hint, ...input }: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <div className="password-field">
        <input
          id={id}
          type={shown ? "text" : "password"}
          required
          spellCheck={false}
          autoCapitalize="none"
          aria-describedby={hint ? `${id}-hint` : undefined}
          {...input}
        />
        <button
          type="button"
          aria-label={shown ? "Hide password" : "Show password"}
          aria-controls={id}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {shown ? "Hide" : "Show"}
        </button>
      </div>
    </div>
  );
}
