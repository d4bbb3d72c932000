/** A picture of a message, by name: a click shows it. */
import { Icon } from "../ui/icon";

export function PictureChip({ kind, onOpen }: { kind: string; onOpen: () => void }) {
  return (
    <button type="button" className="attachment" aria-haspopup="dialog" onClick={onOpen}>
      <Icon name="picture" />
      {kind}
    </button>
  );
}
