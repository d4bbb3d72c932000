/** The fields of a lead, to be filled in. */
import { zoneGroups } from "../text/time-zones";
import { CheckField, ChoiceField, Field } from "../ui/field";
import type { Draft } from "./draft";
import { OwnFields } from "./own-fields";

/** Those that the API may find something wrong with. */
export const NAMES = ["name", "email", "phone", "event", "source", "clientId", "timezone", "fields"] as const;

interface Props {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  wrong: Partial<Record<string, string>>;
  phoneHint: string | undefined;
}

export function LeadFields({ draft, onChange, wrong, phoneHint }: Props) {
  const text = (name: (typeof NAMES)[number] & keyof Draft, maxLength: number) => ({
    name,
    maxLength,
    error: wrong[name],
    value: draft[name],
    onChange: (event: { target: { value: string } }) => {
      onChange({ [name]: event.target.value });
    },
  });
  return (
    <>
      <Field label="Name" autoComplete="off" {...text("name", 200)} />
      <Field label="Phone" type="tel" autoComplete="off" hint={phoneHint} {...text("phone", 64)} />
      <Field label="Email" type="email" autoComplete="off" {...text("email", 320)} />
      <Field label="Event" hint="What they signed up for." {...text("event", 200)} />
      <Field label="Source" hint="Where they came from." {...text("source", 200)} />
      <Field label="Client" hint="The client’s name or number in your records." {...text("clientId", 64)} />
      {draft.clientId.trim() !== "" && (
        <CheckField
          label="Primary contact of this client"
          checked={draft.isPrimaryContact}
          onChange={(event) => {
            onChange({ isPrimaryContact: event.target.checked });
          }}
        />
      )}
      <ChoiceField
        label="Time zone"
        name="timezone"
        error={wrong["timezone"]}
        value={draft.timezone}
        onChange={(event) => {
          onChange({ timezone: event.target.value });
        }}
      >
        <option value="">Not known</option>
        {zoneGroups(draft.timezone).map(({ label, zones }) => (
          <optgroup key={label} label={label}>
            {zones.map(({ zone, name }) => (
              <option key={zone} value={zone}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </ChoiceField>
      <OwnFields
        fields={draft.own}
        error={wrong["fields"]}
        onChange={(own) => {
          onChange({ own });
        }}
      />
    </>
  );
}
