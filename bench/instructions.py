"""User instructions of each function's cold start and of a warm call, in millions.

Instructions, unlike milliseconds, are the same on every machine of one kind: the whole process, from the interpreter's
start to its end, is counted by valgrind's callgrind. A cold start is the import and the first call; a warm call is a tenth
of what ten more calls add.
"""

import re
import sys
from collections.abc import Iterator

from bench.events import EVENTS
from bench.figures import Figure
from bench.lambdas import MEASURED, Lambdas, lambdas

WARM_CALLS = 10
CALLGRIND = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")


def measure() -> Iterator[Figure]:
    """Count them."""
    with lambdas() as started:
        for name in MEASURED:
            if name not in EVENTS:
                print(f"{name} has no event in bench/events.py, so it isn't measured.", file=sys.stderr)
                continue
            cold, both = (_count(started, name, calls) for calls in (0, WARM_CALLS))
            yield Figure("instructions of a cold start", name, round(cold / 1e6), "M")
            yield Figure("instructions of a warm call", name, round((both - cold) / WARM_CALLS / 1e6, 1), "M")


def _count(started: Lambdas, name: str, calls: int) -> int:
    """The user instructions of a process that imports a function and makes one call and `calls` more."""
    _, told = started.start(name, "first_call.py", calls, under=CALLGRIND)
    counted = re.search(r"Collected : (\d+)", told)
    if counted is None:
        sys.exit(told)
    return int(counted[1])
