"""What follows from changes of leads and threads: put into the queue of its purpose, and nothing else."""

from typing import Any

from leadline import wiring
from leadline.entrypoints.stream import serve


def dispatch_events(records: list[dict[str, Any]]) -> int:
    wanted = list(dict.fromkeys(each for record in records for each in wiring.follow_up(record)))
    wiring.queues().put(wanted)
    return len(wanted)


lambda_handler = serve(dispatch_events)
