/** A field to search in what is listed below it. Escape empties it. */
import { useId, type ComponentProps } from "react";
import { Icon } from "./icon";
import { keepWhileComposing } from "./keys";
import "./search-field.css";

interface Props extends Omit<ComponentProps<"input">, "onChange"> {
  label: string;
  onType: (typed: string) => void;
}

export function SearchField({ label, onType, ...rest }: Props) {
  const id = useId();
  return (
    <div className="search-field">
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        placeholder={label}
        maxLength={100}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        onKeyDown={keepWhileComposing}
        onChange={(event) => {
          onType(event.target.value);
        }}
        {...rest}
      />
    </div>
  );
}
