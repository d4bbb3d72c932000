/** The heading of a page. Whoever comes from another page is put here, so that the page is heard and Tab goes on from its top. */
import { useEffect, useRef, type ReactNode } from "react";
import { useLocation } from "react-router";

export function PageTitle({ children, ...rest }: { children: ReactNode; className?: string; id?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useRef(useLocation().key);
  useEffect(() => {
    if (arrival.current !== "default") heading.current?.focus({ preventScroll: true }); // the first page starts at its own top
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} {...rest}>
      {children}
    </h1>
  );
}
