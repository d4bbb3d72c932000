"""Numbers to which carriers filter what a firm sends: after three messages in a row nothing more is sent there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.domain.texting.message import Direction, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from leadline.domain.texting.message import Message

IN_A_ROW = 3
# The reasons of Twilio's 30007 and 30004 (adapters/twilio/error_codes.py).
FILTERED = frozenset({"carrier_filtered", "carrier_blocked"})


def is_filtered(message: Message) -> bool:
    """Say whether a carrier has filtered a message."""
    return message.status is Status.FAILED and message.reason is not None and message.reason.code in FILTERED


def is_to_be_blocked(newest_first: Iterable[Message], *, since: datetime | None) -> bool:
    """Say whether the last three messages that came to something were all filtered.

    Counted are messages, not reports, so that a repeated one counts once. A delivered message ends the row, and so does
    a text of the lead's; what failed otherwise, or has no outcome yet, neither counts nor ends it. What was sent before
    an admin lifted a block, `since`, is forgotten.
    """
    in_a_row = 0
    for message in newest_first:
        if message.direction is Direction.INBOUND or message.status is Status.DELIVERED:
            return False
        if since and message.created_at <= since:
            return False
        in_a_row += is_filtered(message)
        if in_a_row == IN_A_ROW:
            return True
    return False
