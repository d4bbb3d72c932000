"""The lead database and its search in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from leadline.domain.errors import OptedOut, Refusal, number_refusal
from leadline.domain.lead import Lead
from leadline.domain.lead_ports import LeadFilter, Standing, Subject
from leadline.domain.search import Entry
from leadline.domain.thread import Thread


@dataclass(slots=True)
class InMemoryLeadBook:
    """Leads by firm and id."""

    rows: dict[tuple[str, str], Lead] = field(default_factory=dict)

    def lead(self, firm_id: str, lead_id: str) -> Lead | None:
        return self.rows.get((firm_id, lead_id))

    def leads(self, firm_id: str, lead_ids: Iterable[str]) -> Sequence[Lead]:
        return self._newest_first(lead for id_ in lead_ids if (lead := self.lead(firm_id, id_)))

    def of_phone(self, firm_id: str, thread_id: str, *, limit: int) -> Sequence[Lead]:
        of_firm = (lead for lead in self.rows.values() if lead.firm_id == firm_id)
        return self._newest_first(lead for lead in of_firm if lead.thread_id == thread_id)[:limit]

    def page(
        self, firm_id: str, *, limit: int, before: str | None, only: LeadFilter
    ) -> tuple[Sequence[Lead], str | None]:
        of_firm = self._newest_first(lead for lead in self.rows.values() if lead.firm_id == firm_id)
        rest = [lead for lead in of_firm if only.takes(lead) and (before is None or lead.order < before)]
        return rest[:limit], rest[limit - 1].order if len(rest) > limit else None

    def add(self, lead: Lead) -> bool:
        return self.rows.setdefault((lead.firm_id, lead.id), lead) is lead

    def change(self, before: Lead, after: Lead) -> bool:
        if self.lead(before.firm_id, before.id) != before:
            return False
        self.rows[after.firm_id, after.id] = after
        return True

    def remove(self, lead: Lead) -> bool:
        return self.rows.pop((lead.firm_id, lead.id), None) is not None

    @staticmethod
    def _newest_first(leads: Iterable[Lead]) -> list[Lead]:
        return sorted(leads, key=lambda lead: lead.order, reverse=True)


@dataclass(slots=True)
class InMemoryLeadIndex:
    """Entries by what they are found by; `read` counts those that searches looked at."""

    entries: dict[Subject, tuple[set[tuple[str, str]], Entry]] = field(default_factory=dict)
    versions: dict[Subject, int] = field(default_factory=dict)
    read: int = 0

    def find(self, firm_id: str, space: str, beginning: str, *, limit: int) -> Sequence[Entry]:
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

    def replace(self, subject: Subject, wanted: Mapping[str, Sequence[str]], entry: Entry, *, version: int) -> bool:
        if self.version(subject) != version:
            return False
        self.versions[subject] = version + 1
        self.entries[subject] = {(space, key) for space, keys in wanted.items() for key in keys}, entry
        return True


@dataclass(slots=True)
class InMemoryPeople:
    """How a firm stands with people: their threads, who has opted out, and numbers that can't be texted."""

    heads: dict[tuple[str, str], Thread] = field(default_factory=dict)
    orders: dict[tuple[str, str], str] = field(default_factory=dict)
    opted_out: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)

    def standing(self, firm_id: str, thread_id: str, phone: str | None) -> Standing:
        refusal: Refusal | None = OptedOut() if thread_id in self.opted_out else None
        if refusal is None and phone in self.refused:
            refusal = number_refusal(self.refused[phone])
        key = firm_id, thread_id
        return Standing(thread=self.heads.get(key), lead_order=self.orders.get(key), refusal=refusal)

    def name_after(self, firm_id: str, thread_id: str, lead: Lead | None, *, instead_of: str | None) -> bool:
        key = firm_id, thread_id
        if self.orders.get(key) != instead_of:
            return False
        self.orders.pop(key, None)
        if lead:
            self.orders[key] = lead.order
            self.heads[key] = Thread(
                id=thread_id, firm_id=firm_id, address=str(lead.phone), name=lead.name, lead_id=lead.id
            )
        return True

    def threads(self, firm_id: str, thread_ids: Iterable[str]) -> Sequence[Thread]:
        return [self.heads[firm_id, thread_id] for thread_id in thread_ids if (firm_id, thread_id) in self.heads]
