"""What a search asks and reads in a firm with 1,000 and with 100,000 leads: the same, or the benchmark fails."""

import itertools
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.figures import Figure
from bench.office import office

FEW, MANY = 1_000, 100_000
# So few that every name is borne by more than the sixty that a search reads.
FIRST = ("Ann", "Zoë", "José", "Seán")
LAST = ("Smith", "Natarajan", "O'Brien", "Li")
QUERIES = ("an", "ann smi", "obrien", "ann@", "20", "(202) 555", "5550")


def measure() -> Iterator[Figure]:
    """Count for both, compare, and say what it is for each query."""
    few, many = use(FEW), use(MANY)
    if few != many:
        sys.exit(f"searches grow: {few} with {FEW:,} leads, {many} with {MANY:,}")
    for query, (trips, items) in many.items():
        yield Figure(f"search among {FEW:,} and {MANY:,} leads", f"trips for “{query}”", trips, "")
        yield Figure(f"search among {FEW:,} and {MANY:,} leads", f"items read for “{query}”", items, "")


def use(leads: int) -> dict[str, tuple[int, int]]:
    """Search among so many; the trips and the items of each query."""
    found = {}
    with office() as at_work:
        fill(at_work.firm, leads)
        for query in QUERIES:
            at_work.meter.reset()
            at_work.call("search_leads", at_work.asks(q=query))
            found[query] = len(at_work.meter.trips), sum(at_work.meter.items)
    return found


def fill(firm: str, leads: int) -> None:
    """Write what the picker finds of so many leads, by the keys that search gives them."""
    from leadline.adapters.dynamo.tables.leads import EntryRow, entries_key
    from leadline.domain.leads.search import keys
    from leadline.domain.numbers.phone_number import PhoneNumber
    from leadline.services.leads.search import Space

    noon, names = datetime(2026, 1, 1, tzinfo=UTC), itertools.cycle(itertools.product(FIRST, LAST))
    with EntryRow.batch_write() as batch:
        for number, (first, last) in zip(range(leads), names, strict=False):
            phone, email = f"+1202{5_550_000 + number}", f"{first.lower()}{number}@example.com"
            for key in keys(names=[f"{first} {last}"], emails=[email], numbers=PhoneNumber(phone).dialled):
                place = entries_key(firm, Space.CAN_BE_TEXTED.value, key), f"{key}#{number:032}"
                row = EntryRow(*place, name=f"{first} {last}", email=email, phone=phone)
                row.thread_id, row.lead_id, row.created_at = f"{number:032}", f"{number:032}", noon
                batch.save(row)
