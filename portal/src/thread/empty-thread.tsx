/** A conversation in which nothing was said yet: with whom it is, and what to do. */
import type { Thread } from "../api/client";
import { formatted } from "../text/phone";
import { Avatar } from "../ui/avatar";
import "./empty-thread.css";

export function EmptyThread({ thread: { name, address, refusal } }: { thread: Thread }) {
  return (
    <div className="empty-thread">
      <Avatar name={name} />
      <p className="empty-thread-name">
        <bdi>{name ?? formatted(address)}</bdi>
      </p>
      {name !== null && <p>{formatted(address)}</p>}
      <p>{refusal ? "No messages yet." : "No messages yet. Write the first one below."}</p>
    </div>
  );
}
