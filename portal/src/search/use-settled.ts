/** A value once it has stayed the same for a moment: what is typed in one go is one search. */
import { useEffect, useState } from "react";

const PAUSE_MS = 200;

export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [value]);
  return settled;
}
