/** Tells people who listen to the page that a message came in. */
import { useEffect, useRef, useState } from "react";
import type { Thread } from "../api/client";
import { textOf } from "../inbox/last-message";
import { formatted } from "../text/phone";

export function Announcer({ threads }: { threads: Thread[] }) {
  const heard = useRef<string>(undefined);
  const [words, setWords] = useState("");
  const newest = threads.find(({ lastMessage }) => lastMessage?.direction === "inbound");
  const id = newest?.lastMessage?.id ?? "";
  const text = newest
    ? `New message from ${newest.name ?? formatted(newest.address)}: ${newest.lastMessage ? textOf(newest.lastMessage) : ""}`
    : "";

  useEffect(() => {
    if (heard.current !== undefined && id > heard.current) setWords(text);
    if (heard.current === undefined || id > heard.current) heard.current = id;
  }, [id, text]);

  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}
