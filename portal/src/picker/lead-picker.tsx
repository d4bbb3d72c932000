/** Finds someone to text: results while typing, arrow keys to choose, Enter to open the conversation. */
import { useId, useState, type KeyboardEvent } from "react";
import { Link } from "react-router";
import { answer, type PickedLead } from "../api/client";
import { sentence } from "../api/refusal";
import { useSearch } from "../search/use-search";
import { counted } from "../text/number";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { keyOf } from "../ui/keys";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { useWorkplace } from "../workplace";
import "./lead-picker.css";
import { PickedLeads } from "./picked-leads";

export function LeadPicker({ onPick }: { onPick: (lead: PickedLead) => void }) {
  const { api } = useWorkplace();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const id = useId();
  const { asked, found, isCurrent, error, tryAgain } = useSearch("leads", typed, (q, signal) =>
    answer(api.GET("/leads/search", { params: { query: { q } }, signal })),
  );
  const people = found?.people ?? [];
  const chosen = Math.min(active, people.length - 1);

  function onKeyDown(event: KeyboardEvent) {
    const key = keyOf(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const person = people[chosen];
    if (step !== undefined && people.length > 0) {
      event.preventDefault();
      setActive((chosen + step + people.length) % people.length);
    } else if (key === "Enter") {
      event.preventDefault();
      // Whoever typed on doesn't mean the person who stood there before.
      if (person && isCurrent) onPick(person);
    }
  }

  return (
    <div className="lead-picker">
      <div className="search-field">
        <label htmlFor={id} className="visually-hidden">
          Name, email or phone
        </label>
        <Icon name="search" />
        <input
          id={id}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={people.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={people.length > 0 ? `${id}-${chosen}` : undefined}
          placeholder="Name, email or phone"
          maxLength={100}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p className="visually-hidden" role="status">
        {isCurrent && `${counted(people.length, "lead")} found`}
      </p>
      <PickedLeads id={id} people={people} chosen={chosen} isCurrent={isCurrent} onPick={onPick} onPoint={setActive} />
      {!asked && (
        <p className="lead-picker-hint">
          Type at least 2 characters. Leads that can’t be texted aren’t listed: those with no phone, with a landline, or
          who opted out.
        </p>
      )}
      {asked && !found && !error && <Skeleton label="Searching" rows={3} look="list" />}
      {asked && isCurrent && people.length === 0 && (
        <State title="No leads found" text="No lead that can be texted has this name, email or phone.">
          <Link to="/leads/new">Add a lead</Link>
        </State>
      )}
      {error && (
        <State alert title="The search failed" text={sentence(error)}>
          <Button look="plain" onClick={tryAgain}>
            Try again
          </Button>
        </State>
      )}
    </div>
  );
}
