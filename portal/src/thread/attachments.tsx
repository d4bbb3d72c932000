/** Pictures and files that came with a message, by what they are. */
import type { Message } from "../api/client";
import { Icon } from "../ui/icon";
import "./attachments.css";
import { kindOf } from "./media-kind";

export function Attachments({ media }: { media: Message["media"] }) {
  return (
    <ul className="attachments" aria-label="Attachments">
      {media.map(({ contentType }, index) => (
        <li key={index} title={contentType}><Icon name={contentType.startsWith("image/") ? "picture" : "file"} />{kindOf(contentType)}</li>
      ))}
    </ul>
  );
}
