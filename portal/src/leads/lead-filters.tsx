/** Narrows the list of leads down. On a phone, all but the search waits behind a button. */
import { useState } from "react";
import { Button } from "../ui/button";
import { SearchField } from "../ui/search-field";
import { ChoiceFilter } from "./choice-filter";
import { isFiltered, type Filters, type PhoneFilter } from "./filters";
import "./lead-filters.css";
import type { KnownValues } from "./use-known-values";

interface Props {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  onClear: () => void;
  known: KnownValues;
}

export function LeadFilters({ filters, onChange, onClear, known }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <form
      role="search"
      aria-label="Leads"
      className="lead-filters"
      data-open={isOpen}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <SearchField
        label="Search leads"
        value={filters.q}
        onType={(q) => {
          onChange({ q });
        }}
      />
      <Button
        look="plain"
        aria-expanded={isOpen}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
      >
        Filters
      </Button>
      <ChoiceFilter
        label="Event"
        any="Any event"
        known={known.events}
        maxLength={200}
        value={filters.event}
        onChange={(event) => {
          onChange({ event });
        }}
      />
      <ChoiceFilter
        label="Client"
        any="Any client"
        known={known.clients}
        maxLength={64}
        value={filters.clientId}
        onChange={(clientId) => {
          onChange({ clientId });
        }}
      />
      <select
        className="lead-filters-one"
        aria-label="Phone"
        value={filters.phone}
        onChange={(event) => {
          onChange({ phone: event.target.value as PhoneFilter });
        }}
      >
        <option value="">Any phone</option>
        <option value="valid">Valid phone</option>
        <option value="invalid">Invalid phone</option>
        <option value="missing">No phone</option>
      </select>
      {isFiltered(filters) && (
        <Button look="link" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </form>
  );
}
