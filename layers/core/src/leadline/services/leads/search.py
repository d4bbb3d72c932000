"""Search: who can be texted, which leads there are, and with whom messages were exchanged."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from leadline.domain.errors import Invalid
from leadline.domain.leads.search import SHORTEST_QUERY, query_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadline.domain.leads.lead import Lead
    from leadline.domain.leads.search import SearchEntry
    from leadline.domain.ports.leads import LeadBook, LeadFilter, LeadIndex, People
    from leadline.domain.texting.thread import Thread

# A person may be found by several of their words, and a filter leave most out: where the first READ entries make fewer
# than SHOWN, more of them are read.
READ, SHOWN = 60, 20
READINGS = (READ, 8 * READ, 64 * READ)


class Space(Enum):
    """Whom a search is among."""

    CAN_BE_TEXTED = "pick"
    LEADS = "find"
    THREADS = "talk"


def people(query: str, *, firm_id: str, index: LeadIndex) -> Sequence[SearchEntry]:
    """Return people who can be texted, one for each phone, with their newest signup; raises Invalid."""
    different: dict[str | None, SearchEntry] = {}
    for found in _find(query, Space.CAN_BE_TEXTED, firm_id=firm_id, index=index):
        different = {entry.thread_id: entry for entry in found}
        if len(different) >= SHOWN:
            break
    return list(different.values())[:SHOWN]


def leads(query: str, only: LeadFilter, *, firm_id: str, index: LeadIndex, book: LeadBook) -> Sequence[Lead]:
    """Return leads of the lead database, newest first; raises Invalid."""
    leads: list[Lead] = []
    for found in _find(query, Space.LEADS, firm_id=firm_id, index=index):
        known = book.leads(firm_id, list(dict.fromkeys(entry.lead_id for entry in found if entry.lead_id)))
        leads = [lead for lead in known if only.takes(lead)]
        if len(leads) >= SHOWN:
            break
    return leads[:READ]


def threads(query: str, *, firm_id: str, index: LeadIndex, people: People) -> Sequence[Thread]:
    """Return conversations in which messages were exchanged, newest activity first; raises Invalid."""
    ids: dict[str, None] = {}
    for found in _find(query, Space.THREADS, firm_id=firm_id, index=index):
        ids = dict.fromkeys(entry.thread_id for entry in found if entry.thread_id)
        if len(ids) >= SHOWN:
            break
    return people.threads(firm_id, list(ids)[:SHOWN])


def _find(query: str, space: Space, *, firm_id: str, index: LeadIndex) -> Iterator[Sequence[SearchEntry]]:
    """Yield the first entries, and each time more of them, until that is all there are, or enough for anybody."""
    beginning = query_key(query)
    if beginning is None:
        raise Invalid(q=f"type at least {SHORTEST_QUERY} characters of a name, an email address or a number.")
    for limit in READINGS:
        found = index.find(firm_id, space.value, beginning, limit=limit)
        yield found
        if len(found) < limit:
            return
