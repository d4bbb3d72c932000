"""Modules that a function's import and first call must not load, and modules that they had to compile.

The function's own file of some thirty lines is not counted: it is deployed without bytecode. Its compilation is among the
instructions of a cold start.
"""

import json
from collections.abc import Iterator

from bench.events import EVENTS
from bench.figures import Figure
from bench.lambdas import MEASURED, lambdas

NEVER = ("aiohttp", "aws_xray_sdk", "cryptography", "pydantic")


def measure() -> Iterator[Figure]:
    """Load each function and look."""
    with lambdas() as started:
        found = {name: _look(started.start(name, "loaded.py")[0]) for name in MEASURED if name in EVENTS}
    for module in NEVER:
        yield Figure(
            "loading", f"functions that load {module}", sum(module in seen["modules"] for seen in found.values()), ""
        )
    yield Figure("loading", "modules compiled at run time", sum(len(seen["compiled"]) for seen in found.values()), "")


def _look(printed: str) -> dict[str, list[str]]:
    seen: dict[str, list[str]] = json.loads(printed.splitlines()[-1])
    return seen
