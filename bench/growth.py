"""What each operation asks and reads in a firm with 100, 10,000 and 1,000,000 conversations.

The first two are counted. The last is computed: no operation may have read more, or asked more often, with 10,000 than with
100, and each reads by key or from the newest end of an index, at most as many items as its page has.
"""

import sys
from collections.abc import Iterator

from bench.figures import Figure
from bench.operations import THREADS
from bench.units import Used, use

FEW, MANY, MILLION = 100, 10_000, 1_000_000


def measure() -> Iterator[Figure]:
    """Count twice, compare, and say what follows."""
    few, many = ({used.operation: used for used in use(conversations)} for conversations in (FEW, MANY))
    for name, used in many.items():
        if (used.trips, used.items) != (few[name].trips, few[name].items):
            sys.exit(f"{name} grows: {few[name]} with {FEW}, {used} with {MANY:,}")
    for conversations, found, how in ((FEW, few, "counted"), (MANY, many, "counted"), (MILLION, many, "computed")):
        yield from _figures(conversations, found, how)


def _figures(conversations: int, found: dict[str, Used], how: str) -> Iterator[Figure]:
    inbox = found[f"inbox page of {THREADS}"]
    part = f"growth: {conversations:,} conversations, {how}"
    yield Figure(part, f"trips for an inbox page of {THREADS}", inbox.trips, "")
    yield Figure(part, f"items read for an inbox page of {THREADS}", inbox.items, "")
    others = [used for name, used in found.items() if name != inbox.operation]
    yield Figure(part, "trips of all other operations together", sum(used.trips for used in others), "")
    yield Figure(part, "items read by all other operations together", sum(used.items for used in others), "")
