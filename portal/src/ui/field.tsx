/** A labelled line of input, with a hint where one helps, and what is wrong with it. */
import { useId, type ComponentProps, type ReactNode } from "react";
import "./field.css";

interface Frame {
  label: string;
  hint?: string | undefined;
  /** What is wrong with it, as a sentence. */
  error?: string | undefined;
}

type Labelled = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean | undefined };

/** The label and the words around any kind of input. */
export function Labelled({ label, hint, error, children }: Frame & { children: (about: Labelled) => ReactNode }) {
  const id = useId();
  const words = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {children({ id, "aria-describedby": words || undefined, "aria-invalid": error ? true : undefined })}
    </div>
  );
}

export function Field({ label, hint, error, ...rest }: Frame & ComponentProps<"input">) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(about) => <input {...about} {...rest} />}
    </Labelled>
  );
}

export function LongField({ label, hint, error, ...rest }: Frame & ComponentProps<"textarea">) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(about) => <textarea rows={3} {...about} {...rest} />}
    </Labelled>
  );
}

export function ChoiceField({ label, hint, error, ...rest }: Frame & ComponentProps<"select">) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(about) => <select {...about} {...rest} />}
    </Labelled>
  );
}

export function CheckField({ label, ...rest }: { label: string } & ComponentProps<"input">) {
  return (
    <label className="check-field">
      <input type="checkbox" {...rest} />
      {label}
    </label>
  );
}
