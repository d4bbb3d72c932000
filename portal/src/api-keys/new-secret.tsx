/** The secret of a key that was just made: it is seen here and never again. */
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";
import "./new-secret.css";

export function NewSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const [copied, setCopied] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const words = useRef<HTMLElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);

  async function copy() {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      if (words.current) window.getSelection()?.selectAllChildren(words.current); // to be copied by hand
    }
  }

  return (
    <section className="new-secret" aria-labelledby="new-secret-title">
      <h2 id="new-secret-title" ref={heading} tabIndex={-1}>
        Copy your new key now
      </h2>
      <p>You won’t see it again. Keep it where only the program that uses it can read it.</p>
      <code ref={words}>{secret}</code>
      <div className="form-actions">
        <Button onClick={() => void copy()}>Copy key</Button>
        <Button look="plain" onClick={onDone}>
          Done
        </Button>
        <span role="status">{copied && "Copied"}</span>
      </div>
    </section>
  );
}
