"""The lead database and its search in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from leadline.domain.errors import OptedOut, number_refusal
from leadline.domain.leads.lead import Lead
from leadline.domain.leads.search import SearchEntry
from leadline.domain.ports.leads import LeadFilter, Standing, Subject
from leadline.domain.texting.thread import Thread
from tests.fakes.tables import InMemoryTables


@dataclass(slots=True)
class InMemoryLeadBook:
    """Leads by firm and id; a lead's name goes to its thread where no newer signup has named it."""

    tables: InMemoryTables = field(default_factory=InMemoryTables)

    @property
    def rows(self) -> dict[tuple[str, str], Lead]:
        """Every lead."""
        return self.tables.leads

    def lead(self, firm_id: str, lead_id: str) -> Lead | None:
        return self.rows.get((firm_id, lead_id))

    def leads(self, firm_id: str, lead_ids: Iterable[str]) -> Sequence[Lead]:
        return _newest_first(lead for id_ in dict.fromkeys(lead_ids) if (lead := self.lead(firm_id, id_)))

    def of_phone(self, firm_id: str, thread_id: str, *, limit: int) -> Sequence[Lead]:
        of_firm = (lead for lead in self.rows.values() if lead.firm_id == firm_id)
        return _newest_first(lead for lead in of_firm if lead.thread_id == thread_id)[:limit]

    def page(
        self, firm_id: str, *, limit: int, before: str | None, only: LeadFilter
    ) -> tuple[Sequence[Lead], str | None]:
        of_firm = _newest_first(lead for lead in self.rows.values() if lead.firm_id == firm_id)
        rest = [lead for lead in of_firm if only.takes(lead) and (before is None or lead.order < before)]
        return rest[:limit], rest[limit - 1].order if len(rest) > limit else None

    def add(self, lead: Lead) -> bool:
        if self.lead(lead.firm_id, lead.id):
            return False
        self._save(lead)
        return True

    def change(self, before: Lead, after: Lead) -> bool:
        if not self.is_as_it_was(before):
            return False
        self._save(after)
        return True

    def remove(self, lead: Lead) -> bool:
        if not self.is_as_it_was(lead):
            return False
        del self.rows[lead.firm_id, lead.id]
        return True

    def is_as_it_was(self, lead: Lead) -> bool:
        """Whether nobody has changed a lead meanwhile."""
        known = self.lead(lead.firm_id, lead.id)
        return known is not None and known.updated_at == lead.updated_at

    def _save(self, lead: Lead) -> None:
        self.rows[lead.firm_id, lead.id] = lead
        if lead.thread_id and self.tables.lead_orders.get((lead.firm_id, lead.thread_id), "") <= lead.order:
            _name(self.tables, lead.thread_id, lead)


@dataclass(slots=True)
class InMemoryLeadIndex:
    """Entries by what they are found by; `read` counts those that searches looked at."""

    entries: dict[Subject, tuple[set[tuple[str, str]], SearchEntry]] = field(default_factory=dict)
    versions: dict[Subject, int] = field(default_factory=dict)
    read: int = 0

    def find(self, firm_id: str, space: str, beginning: str, *, limit: int) -> Sequence[SearchEntry]:
        found = sorted(
            (key, subject.lead_id or subject.thread_id or "", entry)
            for subject, (places, entry) in self.entries.items()
            for where, key in places
            if subject.firm_id == firm_id and where == space and key.startswith(beginning)
        )
        self.read += len(found[:limit])
        return [entry for _, _, entry in found[:limit]]

    def version(self, subject: Subject) -> int:
        return self.versions.get(subject, 0)

    def replace(
        self, subject: Subject, wanted: Mapping[str, Sequence[str]], entry: SearchEntry, *, version: int
    ) -> bool:
        if self.version(subject) != version:
            return False
        self.versions[subject] = version + 1
        self.entries[subject] = {(space, key) for space, keys in wanted.items() for key in keys}, entry
        return True


@dataclass(slots=True)
class InMemoryPeople:
    """How a firm stands with people: their threads, who has opted out, and numbers that can't be texted."""

    tables: InMemoryTables = field(default_factory=InMemoryTables)

    def standing(self, firm_id: str, thread_id: str, phone: str | None) -> Standing:
        thread = self.tables.heads.get((firm_id, thread_id))
        address = phone or (thread.address if thread else "")
        state = self.tables.opt_outs.get((firm_id, address))
        known = self.tables.refusal_of(address)
        refusal = OptedOut() if state and state.opted_out else thread.refusal if thread else None
        return Standing(
            thread=thread,
            lead_order=self.tables.lead_orders.get((firm_id, thread_id)),
            refusal=refusal or (number_refusal(known) if known else None),
        )

    def name_after(self, firm_id: str, thread_id: str, lead: Lead | None, *, instead_of: str | None) -> bool:
        if self.tables.lead_orders.get((firm_id, thread_id)) != instead_of:
            return False
        if lead:
            _name(self.tables, thread_id, lead)
        else:
            self.tables.lead_orders.pop((firm_id, thread_id), None)
            self.tables.save_head(replace(self.tables.heads[firm_id, thread_id], name=None, lead_id=None))
        return True

    def threads(self, firm_id: str, thread_ids: Iterable[str]) -> Sequence[Thread]:
        known = (self.tables.heads.get((firm_id, thread_id)) for thread_id in thread_ids)
        talked = [thread for thread in known if thread and thread.last_message]
        return sorted(talked, key=lambda thread: str(thread.last_activity_at), reverse=True)


def _name(tables: InMemoryTables, thread_id: str, lead: Lead) -> None:
    """Call a thread after a lead."""
    head = tables.head_of(lead.firm_id, thread_id, str(lead.phone))
    tables.save_head(replace(head, name=lead.name, lead_id=lead.id))
    tables.lead_orders[lead.firm_id, thread_id] = lead.order


def _newest_first(leads: Iterable[Lead]) -> list[Lead]:
    return sorted(leads, key=lambda lead: lead.order, reverse=True)
