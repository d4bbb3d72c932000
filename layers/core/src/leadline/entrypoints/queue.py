"""The skeleton of what a queue wakes: each message by itself, and those that failed come back after a longer wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from leadline.domain.errors import Overloaded
from leadline.domain.texting.provider import Busy, Unknown
from leadline.entrypoints import journal
from leadline.entrypoints.start import keep_what_it_loads

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadline.domain.ports.queues import Queues

# A message's first wait and its longest, in seconds: the 30 tries that template.yaml allows take eleven hours together.
SHORTEST_WAIT, LONGEST_WAIT = 5, 1800
# What ends by itself, and the outcome that tells of it; infra/watch.yaml has an alarm on these.
PUT_OFF: dict[type[Exception], str] = {Busy: "busy_later", Unknown: "unknown_later", Overloaded: "overloaded_later"}


def serve(
    job: Callable[[Any], str], *, of: type[msgspec.Struct], queues: Callable[[], Queues]
) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """Make a Lambda handler of a job that takes one message and returns its outcome; failures are reported one by one."""

    def lambda_handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        failed = [record for record in event["Records"] if not _is_done(record)]
        for record in failed:
            _hold(record)
        return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in failed]}

    def _is_done(record: dict[str, Any]) -> bool:
        name, id_ = job.__name__, record["messageId"]
        try:
            outcome = job(msgspec.json.decode(record["body"], type=of))
        except tuple(PUT_OFF) as trouble:
            journal.record(PUT_OFF[type(trouble)], function=name, correlation_id=id_)
            return False
        except Exception:  # noqa: BLE001 - the outermost frame: one message must not take the others along.
            journal.record_fault(name, id_)
            return False
        journal.record(outcome, function=name, correlation_id=id_)
        return True

    def _hold(record: dict[str, Any]) -> None:
        try:
            queues().hold(
                record["eventSourceARN"],
                record["receiptHandle"],
                seconds=wait(int(record["attributes"]["ApproximateReceiveCount"])),
            )
        except Exception:  # noqa: BLE001 - it comes back all the same, after the queue's own time-out.
            journal.record_fault(job.__name__, record["messageId"])

    return keep_what_it_loads(lambda_handler)


def wait(received: int) -> int:
    """Return for how many seconds a message waits that was received so often."""
    return min(SHORTEST_WAIT << min(received - 1, 20), LONGEST_WAIT)
