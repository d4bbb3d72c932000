"""The skeleton of what the minute rule wakes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from leadline.entrypoints import journal
from leadline.entrypoints.start import keep_what_it_loads

if TYPE_CHECKING:
    from collections.abc import Callable

# The Lambda's time-out is 55 seconds; a call that begins at this time still ends before it.
WORK = timedelta(seconds=35)


class Minute(msgspec.Struct, frozen=True):
    """One run: nothing new is begun after `ends_at`."""

    ends_at: datetime


def serve(job: Callable[[Minute], dict[str, int]]) -> Callable[[dict[str, Any], Any], dict[str, int]]:
    """Make a Lambda handler of a job that returns what it did, as counts."""

    def lambda_handler(event: dict[str, Any], _context: Any) -> dict[str, int]:
        correlation_id = str(event.get("id", ""))
        try:
            counts = job(Minute(datetime.now(UTC) + WORK))
        except Exception:  # The outermost frame: journaled, then raised so that Lambda counts it as an error.
            journal.record_fault(job.__name__, correlation_id)
            raise
        for outcome, count in counts.items():
            journal.record(outcome, function=job.__name__, correlation_id=correlation_id, count=count)
        return counts

    return keep_what_it_loads(lambda_handler)
