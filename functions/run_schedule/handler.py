"""Every minute: settle sends whose outcome is unknown, and bring in texts that never reached us."""

from leadline import wiring
from leadline.entrypoints.schedule import Minute, serve
from leadline.services.texting import settlement, sweep

MESSAGES = 200


def run_schedule(minute: Minute) -> dict[str, int]:
    now = wiring.clock().now()
    try:
        settled = settlement.settle_due(
            sends=wiring.sends(),
            accounts=wiring.accounts(),
            carrier=wiring.carrier(),
            clock=wiring.clock(),
            limit=MESSAGES,
            until=now + (minute.ends_at - now) / 2,
        )
    finally:  # what is wrong with one doesn't stop the other
        swept = sweep.sweep(
            accounts=wiring.accounts(),
            inbound_texts=wiring.inbound_texts(),
            carrier=wiring.carrier(),
            clock=wiring.clock(),
            until=minute.ends_at,
        )
    unsettled = settlement.oldest_unsettled(sends=wiring.sends(), clock=wiring.clock(), limit=MESSAGES)
    return {"settled": settled, "swept_in": swept, "oldest_unsettled_seconds": int(unsettled.total_seconds())}


lambda_handler = serve(run_schedule)
