/** Something to finish before going on: Escape, the cross or a click beside it close it, and the focus goes back. */
import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import "./dialog.css";
import { Icon } from "./icon";
import { keepWhileComposing, keyOf } from "./keys";

/** Where the focus starts: where something is to be typed, or at the first of the answers. */
const BEGINNING = ":is(input, textarea, select):not([type=hidden]), .dialog-actions button";

interface Props {
  title: string;
  onClose: () => void;
  /** Told of every key that is pressed in it. */
  onKey?: (key: string) => void;
  /** `top`: near the top and as wide as results need. `wide`: as large as the window lets it be. */
  place?: "middle" | "top" | "wide";
  children: ReactNode;
}

export function Dialog({ title, onClose, onKey, place = "middle", children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>(BEGINNING)?.focus();
    return () => {
      element?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${place}`}
      aria-labelledby={id}
      onKeyDown={(event) => {
        event.stopPropagation(); // what it lies on hears nothing of the keys
        keepWhileComposing(event);
        onKey?.(keyOf(event));
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        if (!dialog.current?.open) onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="dialog-body">
        <header className="dialog-header">
          <h2 id={id}>{title}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
