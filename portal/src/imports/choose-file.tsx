/** Takes a file, by a click or dropped, and reads it. */
import { useId, useState, type DragEvent } from "react";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import "./choose-file.css";
import { decoded, LARGEST_BYTES, Unreadable } from "./read";

export interface TextFile {
  name: string;
  text: string;
}

export function ChooseFile({ onChoose }: { onChoose: (file: TextFile) => void }) {
  const [wrong, setWrong] = useState("");
  const [isOver, setIsOver] = useState(false);
  const id = useId();

  async function take(file: File | undefined) {
    if (!file) return;
    setWrong("");
    try {
      if (file.size > LARGEST_BYTES)
        throw new Unreadable("This file is larger than 100 MB. Split it into smaller files.");
      onChoose({ name: file.name, text: decoded(new Uint8Array(await file.arrayBuffer())) });
    } catch (error) {
      setWrong(error instanceof Unreadable ? error.message : "This file couldn’t be read. Choose it again.");
    }
  }

  function onDrag(event: DragEvent, over: boolean) {
    event.preventDefault();
    setIsOver(over);
  }

  return (
    <>
      <div role="alert">{wrong && <Notice kind="danger">{wrong}</Notice>}</div>
      <label
        htmlFor={id}
        className="choose-file"
        data-over={isOver}
        onDragOver={(event) => {
          onDrag(event, true);
        }}
        onDragLeave={(event) => {
          onDrag(event, false);
        }}
        onDrop={(event) => {
          onDrag(event, false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <Icon name="file" />
        <span>
          <span className="choose-file-action">Choose a CSV file</span> or drop it here
        </span>
        <input
          id={id}
          type="file"
          className="visually-hidden"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = ""; // so that the same file can be chosen again once it was put right
          }}
        />
      </label>
    </>
  );
}
