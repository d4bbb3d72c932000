/** The first thing that Tab reaches: past the bar that every page has. */
import type { MouseEvent } from "react";
import "./skip-link.css";

export function SkipLink() {
  function skip(event: MouseEvent) {
    event.preventDefault(); // an address with a place in it would be another visit
    document.getElementById("main")?.focus();
  }
  return (
    <a href="#main" className="skip-link" onClick={skip}>
      Skip to content
    </a>
  );
}
