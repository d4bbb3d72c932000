"""The skeleton of what the minute rule wakes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from leadline.entrypoints import journal

# The Lambda's time-out is 55 seconds; a call that begins at this time still ends before it.
WORK = timedelta(seconds=35)


@dataclass(frozen=True, slots=True)
class Minute:
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

    return lambda_handler
