"""The skeleton of what a table's stream wakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadline.entrypoints import journal
from leadline.entrypoints.start import keep_what_it_loads

if TYPE_CHECKING:
    from collections.abc import Callable


def serve(job: Callable[[list[dict[str, Any]]], int]) -> Callable[[dict[str, Any], Any], None]:
    """Make a Lambda handler of a job that takes a batch of records and returns how much follows from it.

    What it raises lets Lambda give the batch again: nothing that happened to a table is passed over.
    """

    def lambda_handler(event: dict[str, Any], _context: Any) -> None:
        correlation_id = str(event["Records"][0]["eventID"])
        try:
            count = job(event["Records"])
        except Exception:  # The outermost frame: journaled, then raised so that the stream waits.
            journal.record_fault(job.__name__, correlation_id)
            raise
        journal.record("dispatched", function=job.__name__, correlation_id=correlation_id, count=count)

    return keep_what_it_loads(lambda_handler)
