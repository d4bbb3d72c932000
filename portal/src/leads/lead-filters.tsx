/** Narrows the list of leads down. On a phone, all but the search waits behind a button. */
import { useId, useState } from "react";
import { Button } from "../ui/button";
import { SearchField } from "../ui/search-field";
import { isFiltered, type Filters, type PhoneFilter } from "./filters";
import "./lead-filters.css";

interface Props {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  onClear: () => void;
  /** Events that are known, to choose from. */
  events: string[];
}

export function LeadFilters({ filters, onChange, onClear, events }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <form role="search" aria-label="Leads" className="lead-filters" data-open={isOpen} onSubmit={(event) => { event.preventDefault(); }}>
      <SearchField label="Search leads" value={filters.q} onType={(q) => { onChange({ q }); }} />
      <Button look="plain" aria-expanded={isOpen} onClick={() => { setIsOpen(!isOpen); }}>Filters</Button>
      <input
        className="lead-filters-one" aria-label="Event" list={`${id}-events`} placeholder="Any event" maxLength={200}
        value={filters.event} onChange={(event) => { onChange({ event: event.target.value }); }}
      />
      <datalist id={`${id}-events`}>{events.map((event) => <option key={event} value={event} />)}</datalist>
      <input
        className="lead-filters-one" aria-label="Client" placeholder="Any client" maxLength={64}
        value={filters.clientId} onChange={(event) => { onChange({ clientId: event.target.value }); }}
      />
      <select className="lead-filters-one" aria-label="Phone" value={filters.phone} onChange={(event) => { onChange({ phone: event.target.value as PhoneFilter }); }}>
        <option value="">Any phone</option>
        <option value="valid">Valid phone</option>
        <option value="invalid">Invalid phone</option>
        <option value="missing">No phone</option>
      </select>
      {isFiltered(filters) && <Button look="link" onClick={onClear}>Clear filters</Button>}
    </form>
  );
}
