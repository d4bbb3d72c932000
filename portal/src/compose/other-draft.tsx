/** Says that the draft has another version in another tab, and lets one choose. */
import { Button } from "../ui/button";
import "./other-draft.css";

interface Props {
  text: string;
  onTake: () => void;
  onKeep: () => void;
}

export function OtherDraft({ text, onTake, onKeep }: Props) {
  return (
    <div className="other-draft" role="status">
      <p>
        You’re also writing to this person in another tab:{" "}
        <q>
          <bdi>{text}</bdi>
        </q>
      </p>
      <p className="other-draft-actions">
        <Button look="link" onClick={onTake}>
          Use that text
        </Button>
        <Button look="link" onClick={onKeep}>
          Keep this one
        </Button>
      </p>
    </div>
  );
}
