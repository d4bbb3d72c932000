/** What else a firm wants to keep of a lead: names and values of its own. */
import { useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import "./own-fields.css";

interface Props {
  fields: [string, string][];
  error: string | undefined;
  onChange: (fields: [string, string][]) => void;
}

const MOST = 50;

export function OwnFields({ fields, error, onChange }: Props) {
  const group = useRef<HTMLFieldSetElement>(null);
  const before = useRef(fields.length);
  useEffect(() => {
    if (fields.length > before.current) group.current?.querySelector<HTMLElement>("li:last-of-type input")?.focus();
    before.current = fields.length;
  }, [fields.length]);
  const change = (index: number, field: [string, string]) => {
    onChange(fields.map((other, place) => (place === index ? field : other)));
  };
  return (
    <fieldset ref={group} className="own-fields">
      <legend>Other fields</legend>
      {error && <p className="field-error">{error}</p>}
      <ul>
        {fields.map(([name, value], index) => (
          <li key={index}>
            <input
              aria-label={`Name of field ${index + 1}`}
              placeholder="Name"
              maxLength={100}
              value={name}
              onChange={(event) => {
                change(index, [event.target.value, value]);
              }}
            />
            <input
              aria-label={name ? `Value of ${name}` : `Value of field ${index + 1}`}
              placeholder="Value"
              maxLength={1000}
              value={value}
              onChange={(event) => {
                change(index, [name, event.target.value]);
              }}
            />
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove ${name || `field ${index + 1}`}`}
              onClick={() => {
                onChange(fields.filter((_field, place) => place !== index));
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {fields.length < MOST && (
        <Button
          look="link"
          onClick={() => {
            onChange([...fields, ["", ""]]);
          }}
        >
          Add a field
        </Button>
      )}
    </fieldset>
  );
}
