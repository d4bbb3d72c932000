"""The streams of the leads' and the threads' table in memory: what follows from a change."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from leadline.domain.leads.lead import Lead
from leadline.domain.numbers.phone_number import is_e164
from leadline.domain.ports.leads import Subject
from leadline.domain.ports.numbers import NumberCheck
from leadline.domain.texting.thread import Thread
from tests.fakes.tables import InMemoryTables


@dataclass(slots=True)
class InMemoryStream:
    """Looks after each write what it has changed."""

    tables: InMemoryTables
    _leads: dict[tuple[str, str], Lead] = field(default_factory=dict)
    _heads: dict[tuple[str, str], Thread] = field(default_factory=dict)

    def news(self) -> list[Subject | NumberCheck]:
        """What is to be done after what has changed since the last look, each once."""
        wanted = [*self._of_leads(), *self._of_heads()]
        self._leads, self._heads = dict(self.tables.leads), dict(self.tables.heads)
        return list(dict.fromkeys(wanted))

    def _of_leads(self) -> Iterator[Subject | NumberCheck]:
        for firm_id, lead_id in {**self._leads, **self.tables.leads}:
            old, new = self._leads.get((firm_id, lead_id)), self.tables.leads.get((firm_id, lead_id))
            if old is new:
                continue
            yield Subject(firm_id=firm_id, lead_id=lead_id)
            for lead in (old, new):
                if lead and lead.thread_id:
                    yield Subject(firm_id=firm_id, thread_id=lead.thread_id)
            if new and new.phone and new.thread_id and new.phone != (old and old.phone):
                yield NumberCheck(firm_id=firm_id, thread_id=new.thread_id, address=new.phone)

    def _of_heads(self) -> Iterator[Subject | NumberCheck]:
        for key, new in self.tables.heads.items():
            old = self._heads.get(key)
            if old is new:
                continue
            if _found_by(new) != _found_by(old):
                yield Subject(firm_id=new.firm_id, thread_id=new.id)
            if new.check_asked_at and new.check_asked_at != (old and old.check_asked_at) and is_e164(new.address):
                yield NumberCheck(firm_id=new.firm_id, thread_id=new.id, address=new.address)


def _found_by(head: Thread | None) -> object:
    """What of a thread's head bears upon who finds it, and whether it can be texted."""
    return head and (
        head.opted_out,
        head.number_refusal,
        head.blocked_at,
        head.name,
        head.address,
        head.last_message is not None,
    )
