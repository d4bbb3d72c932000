"""Bringing in what Twilio could not deliver to us: its list of inbound texts against ours."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from leadline.domain.errors import Overloaded
from leadline.domain.provider import Busy, Declined, Unknown
from leadline.services.receiving import Outcome, receive

if TYPE_CHECKING:
    from leadline.domain.firm import Line
    from leadline.domain.ports import Accounts, Carrier, Clock, Receipts

# The list is looked at this far back each time: a text may appear in it late.
OVERLAP = timedelta(minutes=10)


def sweep(
    *, accounts: Accounts, receipts: Receipts, carrier: Carrier, clock: Clock, limit: int, until: datetime
) -> int:
    """Sweep active lines, those tried longest ago first, as far as time allows; return how many texts were brought in."""
    brought_in = 0
    for line in accounts.lines_to_sweep(limit=limit):
        if clock.now() >= until:
            break
        with suppress(Overloaded):  # the line is then the first of the next minute
            brought_in += _sweep_line(line, accounts=accounts, receipts=receipts, carrier=carrier, clock=clock)
    return brought_in


def _sweep_line(line: Line, *, accounts: Accounts, receipts: Receipts, carrier: Carrier, clock: Clock) -> int:
    started = clock.now()
    try:
        listed = list(carrier.received_by(line, since=(line.swept_until or started) - OVERLAP))
    except (Busy, Unknown, Declined):
        accounts.mark_swept(line, at=started, until=None)
        return 0
    unseen = receipts.unseen(line.firm_id, [text.provider_id for text in listed])
    outcomes = [
        receive(text, accounts=accounts, receipts=receipts, carrier=lambda: carrier, clock=clock)
        for text in listed
        if text.provider_id in unseen
    ]
    accounts.mark_swept(line, at=started, until=started)
    return outcomes.count(Outcome.STORED)
