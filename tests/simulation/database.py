"""What must hold of leads, of what is known about their numbers, and of search, once all trouble is over."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from leadline.domain.accounts.firm import Firm
from leadline.domain.leads.lead import Lead
from leadline.domain.ports.leads import LeadFilter
from leadline.domain.texting.thread import Thread
from leadline.services.leads import search
from tests import plain_search
from tests.fakes import NOON
from tests.simulation.cast import FIRMS
from tests.simulation.referee import Violation

if TYPE_CHECKING:
    from tests.simulation.world import World

QUERIES = ("an", "ann smi", "zoe", "lee", "0143", "202")
NOBODY = Lead(id="", firm_id="", name=None, phone=None, email=None, created_at=NOON, updated_at=NOON)


def check(world: "World") -> None:
    """Whatever was to follow from a change has followed."""
    for firm in FIRMS:
        leads = [lead for lead in world.tables.leads.values() if lead.firm_id == firm.id]
        heads = [head for head in world.tables.heads.values() if head.firm_id == firm.id]
        for lead in leads:
            _check_lookup(world, lead)
        for head in heads:
            if head.check_asked_at and not head.number_checked_at:
                raise Violation("somebody opened a thread, and nobody found out what kind of line its number is")
            _check_name(head, [lead for lead in leads if lead.thread_id == head.id])
        _check_search(world, firm, leads, heads)


def _check_lookup(world: "World", lead: Lead) -> None:
    if not lead.phone:
        return
    known = world.tables.numbers.get(lead.phone)
    head = world.tables.heads.get((lead.firm_id, str(lead.thread_id)))
    if known is None or not known.looked_up_at or head is None or not head.number_checked_at:
        raise Violation("nobody found out what kind of line a lead's number is")
    if known.line_type != ("landline" if lead.phone in world.provider.landlines else "mobile"):
        raise Violation("a number is taken for what it isn't")


def _check_name(head: Thread, signups: list[Lead]) -> None:
    newest = max(signups, key=lambda lead: lead.order, default=NOBODY)
    if head.name != newest.name or (head.lead_id or "") != newest.id:
        raise Violation("a thread isn't called after its newest signup")


def _check_search(world: "World", firm: Firm, leads: list[Lead], heads: list[Thread]) -> None:
    process = world.at_rest()
    refused = set(_refused(world, firm, heads))
    for query in QUERIES:
        people = {entry.phone: entry.lead_id for entry in search.people(query, firm_id=firm.id, index=process.index)}
        if people != plain_search.people(query, leads, untextable=refused):
            raise Violation(f"search for “{query}” doesn't find just those who can be texted")
        found = search.leads(query, LeadFilter(), firm_id=firm.id, index=process.index, book=process.book)
        if {lead.id for lead in found} != {lead.id for lead in leads if plain_search.has(lead, query)}:
            raise Violation(f"search for “{query}” doesn't find just the leads that have it")
        talked = search.threads(query, firm_id=firm.id, index=process.index, people=process.people)
        if {thread.id for thread in talked} != set(_talked(query, leads, heads)):
            raise Violation(f"search for “{query}” doesn't find just the conversations with those who have it")


def _refused(world: "World", firm: Firm, heads: list[Thread]) -> Iterator[str]:
    """Numbers that the firm can't text."""
    yield from (
        address for (firm_id, address), state in world.tables.opt_outs.items() if firm_id == firm.id and state.opted_out
    )
    yield from (address for address, known in world.tables.numbers.items() if known.refusal)
    yield from (head.address for head in heads if head.number_refusal or head.blocked_at)


def _talked(query: str, leads: list[Lead], heads: list[Thread]) -> Iterator[str]:
    """Threads with a message, of people whose number or any signup has it."""
    for head in heads:
        signups = [lead for lead in leads if lead.thread_id == head.id]
        known = signups or [replace(NOBODY, phone=head.address)]
        if head.last_message and any(plain_search.has(lead, query) for lead in known):
            yield head.id
