/** Pictures and files that came with a message, by what they are: a click shows a picture and saves anything else. */
import { useState } from "react";
import type { Message } from "../api/client";
import type { Place } from "./attachment";
import "./attachments.css";
import { isPicture, kindOf } from "./media-kind";
import { PictureViewer } from "./picture-viewer";
import { PictureChip } from "./picture-chip";
import { SaveChip } from "./save-chip";

interface Props {
  message: Message;
  /** Who sent it, for those who hear and don't see. */
  sender: string;
}

export function Attachments({ message: { id: messageId, threadId, media }, sender }: Props) {
  const [shown, setShown] = useState<number>();
  const items = media.map(({ contentType }, index) => ({
    contentType,
    place: { threadId, messageId, index: String(index) },
  }));
  const [first, ...others] = items.filter(({ contentType }) => isPicture(contentType)).map(({ place }) => place);
  const pictures: [Place, ...Place[]] | undefined = first && [first, ...others];
  return (
    <>
      <ul className="attachments" aria-label="Attachments">
        {items.map(({ contentType, place }) => (
          <li key={place.index}>
            {isPicture(contentType) ? (
              <PictureChip
                kind={kindOf(contentType)}
                onOpen={() => {
                  setShown(pictures?.indexOf(place));
                }}
              />
            ) : (
              <SaveChip kind={kindOf(contentType)} place={place} />
            )}
          </li>
        ))}
      </ul>
      {pictures && shown !== undefined && (
        <PictureViewer
          places={pictures}
          at={shown}
          sender={sender}
          onMove={setShown}
          onClose={() => {
            setShown(undefined);
          }}
        />
      )}
    </>
  );
}
