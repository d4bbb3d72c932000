/** A labelled line of input, with a hint where one helps. */
import { useId, type ComponentProps } from "react";
import "./field.css";

interface Props extends ComponentProps<"input"> {
  label: string;
  hint?: string;
}

export function Field({ label, hint, ...rest }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <p id={`${id}-hint`} className="field-hint">{hint}</p>}
      <input id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...rest} />
    </div>
  );
}
