"""Handing a recorded message over to its carrier: again while the carrier is busy, and with its outcome recorded."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from leadline.domain.errors import (
    RECIPIENT_REFUSALS,
    DeliveryFailed,
    Invalid,
    OptedOut,
    Overloaded,
    Refusal,
    Undelivered,
    number_refusal,
)
from leadline.domain.numbers.number import OWN_NUMBER
from leadline.domain.texting.message import Message, Reason, Status
from leadline.domain.texting.message_key import message_key
from leadline.domain.texting.provider import LONGEST_CALL, Busy, Declined, Report, Unknown

if TYPE_CHECKING:
    from leadline.domain.accounts.line import Line
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.texting import Carrier, Sends

# The gateway waits for 30 seconds. Until LAST_TRY after the click a message may be tried to be recorded, or handed over
# again after the provider was busy: then a call of the provider and the writing down of its outcome still fit.
ANSWERED_WITHIN, SETTLING = timedelta(seconds=29), timedelta(seconds=4)
LAST_TRY = ANSWERED_WITHIN - LONGEST_CALL - SETTLING
# Where a cold start has used up most of that.
LEAST_PATIENCE = timedelta(seconds=2)
# What a carrier may yet find wrong with a body that we have let pass.
UNSENDABLE_BODIES = frozenset({"too_long", "empty", "unwanted"})
_BUSY = Reason("provider_busy", "The carrier is too busy or can't be reached. Try again in a moment.")


def deliver(message: Message, *, line: Line, sends: Sends, carrier: Carrier, clock: Clock) -> Message:
    """Hand a recorded message over once, and record the outcome; return the message as it then stands.

    Raises Undelivered where it failed for certain. Where nobody knows the outcome it comes back as `sending`.
    """
    try:
        report = _ask_carrier(message, line=line, sends=sends, carrier=carrier, clock=clock)
    except Unknown:
        return message
    except Declined as declined:
        raise _undelivered(message, declined, sends=sends, clock=clock) from None
    if report.status is Status.FAILED:
        refused = Declined(report.reason or _BUSY, opts_out=report.opts_out, number_refusal=report.number_refusal)
        known = replace(message, provider_id=report.provider_id)
        raise _undelivered(known, refused, sends=sends, clock=clock)
    try:
        return sends.settle(message, report)
    except Overloaded:
        return message  # It went out; the callback or the minute run records that.


def _undelivered(message: Message, declined: Declined, *, sends: Sends, clock: Clock) -> Undelivered:
    """Record that a message failed."""
    failed = sends.fail(
        message,
        declined.reason,
        at=clock.now(),
        opts_out=declined.opts_out,
        number_refusal=declined.number_refusal,
    )
    return Undelivered(_refusal(declined), failed)


def _ask_carrier(message: Message, *, line: Line, sends: Sends, carrier: Carrier, clock: Clock) -> Report:
    """Hand over, again after a wait where the provider did not process it; never to someone who opted out meanwhile."""
    until = last_try(message, clock)
    pause = 0.5
    while True:
        try:
            report = carrier.send(message, line=line, callback_key=message_key(message))
        except Busy:
            if clock.now() + timedelta(seconds=pause) > until:
                raise Declined(_BUSY) from None
        else:
            return report
        clock.sleep(random.uniform(pause / 2, pause))
        pause *= 2
        if sends.opted_out(message):
            raise Declined(Reason(OptedOut.code, str(OptedOut())))  # by their own word: nothing to learn from it


def _refusal(declined: Declined) -> Refusal:
    if declined.reason.code == OptedOut.code:
        return OptedOut()
    if declined.reason.code in UNSENDABLE_BODIES:
        return Invalid(message=declined.reason.sentence)
    if declined.number_refusal:
        return number_refusal(declined.number_refusal, declined.reason.sentence)
    if declined.reason.code == OWN_NUMBER:
        return number_refusal(OWN_NUMBER)
    return RECIPIENT_REFUSALS.get(declined.reason.code, DeliveryFailed)(declined.reason.sentence)


def last_try(message: Message, clock: Clock) -> datetime:
    """Return until when a message may be tried to be recorded or handed over."""
    return max(message.created_at + LAST_TRY, clock.now() + LEAST_PATIENCE)
