/** A person's initials, to find a name faster; a person without a name gets a plain mark. */
import "./avatar.css";

const segments = new Intl.Segmenter();

export function Avatar({ name }: { name: string | null }) {
  return (
    <span className="avatar" aria-hidden="true">
      {initials(name ?? "") || "#"}
    </span>
  );
}

/** First letters of the first and the last word that begin with a letter. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word = "") => firstLetter(word))
    .join("")
    .toLocaleUpperCase();
}

/** Without the marks that may be heaped on it. */
function firstLetter(word: string): string {
  const [first] = segments.segment(word);
  return first?.segment.normalize("NFC").match(/\p{L}/u)?.[0] ?? "";
}
