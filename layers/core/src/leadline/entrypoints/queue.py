"""The skeleton of what a queue wakes: each message by itself, and those that failed come back after a longer wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from leadline.domain.errors import Overloaded
from leadline.domain.provider import Busy, Unknown
from leadline.entrypoints import journal
from leadline.entrypoints.start import keep_what_it_loads

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadline.domain.lead_ports import Queues

# A message's first wait and its longest; SQS keeps it for 14 days in all.
SHORTEST_WAIT, LONGEST_WAIT = 5, 900


def serve(
    job: Callable[[Any], str], *, of: type[msgspec.Struct], queues: Callable[[], Queues]
) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """Make a Lambda handler of a job that takes one message and returns its outcome; failures are reported one by one."""

    def lambda_handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        failed = [record for record in event["Records"] if not _is_done(record)]
        for record in failed:
            received = int(record["attributes"]["ApproximateReceiveCount"])
            wait = min(SHORTEST_WAIT * 2 ** min(received - 1, 20), LONGEST_WAIT)
            queues().hold(record["eventSourceARN"], record["receiptHandle"], seconds=wait)
        return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in failed]}

    def _is_done(record: dict[str, Any]) -> bool:
        name, id_ = job.__name__, record["messageId"]
        try:
            outcome = job(msgspec.json.decode(record["body"], type=of))
        except (Busy, Unknown, Overloaded) as trouble:
            journal.record(f"{type(trouble).__name__.lower()}_later", function=name, correlation_id=id_)
            return False
        except Exception:  # noqa: BLE001 - the outermost frame: one message must not take the others along.
            journal.record_fault(name, id_)
            return False
        journal.record(outcome, function=name, correlation_id=id_)
        return True

    return keep_what_it_loads(lambda_handler)
