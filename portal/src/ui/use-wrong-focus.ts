/** When a form is refused, the focus goes to the first field that is wrong. */
import { useEffect, useRef } from "react";

export function useWrongFocus(error: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [error]);
  return form;
}
