"""What follows from a message that failed, after that was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.adapters.dynamo.numbers.blocks import block_if_due
from leadline.adapters.dynamo.numbers.numbers import ask_for_check, flag_as_gone
from leadline.domain.numbers.blocking import FILTERED
from leadline.domain.numbers.number import ASK_AFTER, GONE

if TYPE_CHECKING:
    from leadline.domain.ports.clock import Clock
    from leadline.domain.texting.message import Reason


def follow_failure(firm_id: str, thread_id: str, reason: Reason, *, clock: Clock) -> None:
    """Block a number that carriers filter, have one looked up that may be a landline, and flag one that is gone."""
    if reason.code in FILTERED:
        block_if_due(firm_id, thread_id, clock=clock)
    if reason.code in ASK_AFTER:
        ask_for_check(firm_id, thread_id, clock=clock)
    if reason.code == GONE:
        flag_as_gone(firm_id, thread_id, clock=clock)
