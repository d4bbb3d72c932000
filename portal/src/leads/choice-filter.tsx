/** A filter with the values that are known to choose from, and room for one that isn't listed. */
import { useState } from "react";

interface Props {
  label: string;
  /** For no choice: “Any event”. */
  any: string;
  known: string[];
  value: string;
  maxLength: number;
  onChange: (value: string) => void;
}

const OTHER = "\0other"; // no value can be it: the API refuses a NUL

export function ChoiceFilter({ label, any, known, value, maxLength, onChange }: Props) {
  const [typing, setTyping] = useState(false);
  const all = known.includes(value) || value === "" ? known : [...known, value];
  if (typing) {
    return (
      <input
        className="lead-filters-one"
        aria-label={label}
        placeholder={`${label}, exactly`}
        maxLength={maxLength}
        autoFocus
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onBlur={() => {
          setTyping(false);
        }}
      />
    );
  }
  function choose(chosen: string) {
    setTyping(chosen === OTHER);
    onChange(chosen === OTHER ? "" : chosen);
  }
  return (
    <select
      className="lead-filters-one"
      aria-label={label}
      value={value}
      onChange={(event) => {
        choose(event.target.value);
      }}
    >
      <option value="">{any}</option>
      {all
        .toSorted((one, other) => one.localeCompare(other))
        .map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      <option value={OTHER}>Other…</option>
    </select>
  );
}
