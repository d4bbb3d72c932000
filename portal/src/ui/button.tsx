/** A button. While `busy` it keeps its focus but does nothing. */
import type { ComponentProps } from "react";
import "./button.css";

interface Props extends ComponentProps<"button"> {
  look?: "main" | "plain" | "danger" | "link";
  busy?: boolean;
}

export function Button({ look = "main", busy = false, type = "button", onClick, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      className={`button button-${look}`}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
