/** A message's pictures, one at a time: arrow keys go from one to the next, Escape closes. */
import { useLayoutEffect, useRef, useState } from "react";
import { sentence } from "../api/refusal";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { saveFile } from "../ui/save-file";
import type { Place } from "./attachment";
import "./picture-viewer.css";
import { useAttachment } from "./use-attachment";

interface Props {
  places: [Place, ...Place[]];
  at: number;
  /** Whose pictures they are, for those who hear and don't see. */
  sender: string;
  onMove: (to: number) => void;
  onClose: () => void;
}

export function PictureViewer({ places, at, sender, onMove, onClose }: Props) {
  const place = places[at] ?? places[0];
  const { data, error, isFetching, refetch } = useAttachment(place);
  const [broken, setBroken] = useState<string>();
  const isBroken = broken === place.index;
  const title = places.length > 1 ? `Picture ${at + 1} of ${places.length}` : "Picture";
  const move = (by: number) => {
    if (places[at + by]) onMove(at + by);
  };
  return (
    <Dialog
      title={title}
      place="wide"
      onClose={onClose}
      onKey={(key) => {
        move(key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0);
      }}
    >
      <div className="picture-stage" aria-busy={isFetching}>
        {isFetching && <p role="status">Loading the picture…</p>}
        {!isFetching && error && <p role="alert">{sentence(error)}</p>}
        {data && (!data.isPicture || isBroken) && (
          <p role="alert">This file can’t be shown as a picture. Save it to open it in another app.</p>
        )}
        {data?.isPicture && !isBroken && (
          <Picture
            content={data.content}
            alt={`${title}, from ${sender}`}
            onError={() => {
              setBroken(place.index);
            }}
          />
        )}
      </div>
      <div className="dialog-actions">
        {places.length > 1 && (
          <>
            <Button
              look="plain"
              busy={at === 0}
              onClick={() => {
                move(-1);
              }}
            >
              Previous
            </Button>
            <Button
              look="plain"
              busy={at === places.length - 1}
              onClick={() => {
                move(1);
              }}
            >
              Next
            </Button>
          </>
        )}
        {error && (
          <Button busy={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        )}
        {data && (
          <Button
            onClick={() => {
              saveFile(data.name, data.content);
            }}
          >
            Save
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** Bytes as a picture; the address that they have for it lives as long as it is shown. */
function Picture({ content, alt, onError }: { content: Blob; alt: string; onError: () => void }) {
  const image = useRef<HTMLImageElement>(null);
  useLayoutEffect(() => {
    const url = URL.createObjectURL(content);
    if (image.current) image.current.src = url;
    return () => {
      URL.revokeObjectURL(url);
    };
  }, [content]);
  return <img ref={image} alt={alt} onError={onError} />;
}
