"""Settling sends whose outcome nobody knows: by the callback that came, or by the provider's own list."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from leadline.domain.errors import Overloaded
from leadline.domain.texting.message import Message, Reason, Status
from leadline.domain.texting.provider import Busy, Declined, OutboundRecord, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.texting import Carrier, Sends

# The provider's clock may differ from ours, and a slow request may be accepted late.
EARLY = timedelta(seconds=10)
LATE = timedelta(seconds=90)
LOOK_AGAIN_AFTER = timedelta(minutes=3)
RETRY_AFTER = timedelta(minutes=1)

NOT_SENT = Reason("not_sent", "This message never reached the carrier. You can try again.")


def settle_due(*, sends: Sends, accounts: Accounts, carrier: Carrier, clock: Clock, limit: int, until: datetime) -> int:
    """Look at every send that is due for a check, `limit` at a time, as far as time allows; return how many were settled.

    An account that doesn't answer is asked once: the rest of its sends wait for the next run.
    """
    settled = 0
    looked_at: set[str] = set()
    silent: set[str] = set()
    is_all = False
    while not is_all:
        due = sends.due(until=clock.now(), limit=limit)
        new = [message for message in due if message.id not in looked_at]
        is_all = len(due) < limit or not new
        for message in new:
            if clock.now() >= until:
                return settled
            looked_at.add(message.id)
            with suppress(Overloaded):  # it is still due
                settled += _settle(message, silent, sends=sends, accounts=accounts, carrier=carrier, clock=clock)
    return settled


def oldest_unsettled(*, sends: Sends, clock: Clock, limit: int) -> timedelta:
    """Return the age of the oldest send that nobody knows the outcome of, among the `limit` that are due next."""
    now = clock.now()
    waiting = sends.due(until=now + LOOK_AGAIN_AFTER, limit=limit)
    ages = (now - message.created_at for message in waiting if message.status is Status.SENDING)
    return max(ages, default=timedelta())


def _settle(
    message: Message, silent: set[str], *, sends: Sends, accounts: Accounts, carrier: Carrier, clock: Clock
) -> bool:
    """Find out what became of one send; False when it has to be looked at again."""
    if message.status is not Status.SENDING:
        sends.clear_guards(message)
        return True
    now, account = clock.now(), message.account or ""
    if account in silent:
        sends.check_again(message, at=now + RETRY_AFTER, absent_since=None)
        return False
    try:
        listed = carrier.sent_to(message.address, account=account, since=message.created_at - EARLY)
    except Declined:
        sends.check_again(message, at=now + RETRY_AFTER, absent_since=None)
        return False
    except (Busy, Unknown):
        silent.add(account)
        # After those that weren't asked about: the account may answer about them.
        sends.check_again(message, at=now + 2 * RETRY_AFTER, absent_since=None)
        return False
    senders = _senders(message, accounts)
    alike = [other for other in _near(message, sends) if senders & _senders(other, accounts)]
    found, is_sure = _match(message, listed, alike, senders=senders)
    is_patient = message.absent_since is not None and now - message.absent_since >= LOOK_AGAIN_AFTER
    if found and (is_sure or is_patient):
        _record(message, found, sends=sends, clock=clock)
        return True
    if is_patient:
        sends.fail(message, NOT_SENT, at=now)
        return True
    sends.check_again(message, at=now + LOOK_AGAIN_AFTER, absent_since=message.absent_since or now)
    return False


def _near(message: Message, sends: Sends) -> list[Message]:
    """Return the others with the same body that may have a row in common with it, or with one that has."""
    since, until = message.created_at - LATE - EARLY, message.created_at + 2 * (LATE + EARLY)
    others = sends.recent(message.firm_id, message.thread_id, since=since, until=until)
    return [other for other in others if other.id != message.id and other.body == message.body]


def _match(
    message: Message, listed: Sequence[OutboundRecord], alike: Sequence[Message], *, senders: set[str]
) -> tuple[OutboundRecord | None, bool]:
    """Return the provider's row of this message, if it has one, and whether that is sure.

    A row fits if its words, its sender and its time do, and if no other message is known by it. Several unknown sends
    may have the same words: rows are then given to all of them together (see `_pairs`). Sent 10:00:00 and 10:00:20, one
    row at 10:00:31: it is the later one's. With fewer rows than sends it isn't sure whose they are. A callback names its
    message, so it may still tell.
    """
    claimed = {other.provider_id for other in alike}
    fitting = [
        row
        for row in sorted(listed, key=lambda row: row.created_at)
        if row.created_at <= message.created_at + 2 * LATE + EARLY  # none of a later time is of any one of these
        and row.body.strip() == message.body.strip()
        and row.report.provider_id not in claimed
        and (row.sender in senders or row.route in senders)
    ]
    waiting = [message, *(other for other in alike if other.status is Status.SENDING)]
    pairs = _pairs(fitting, sorted(waiting, key=lambda other: (other.created_at, other.id)))
    return pairs.get(message.id), len(pairs) == len(waiting)


def _pairs(rows: Sequence[OutboundRecord], waiting: Sequence[Message]) -> dict[str, OutboundRecord]:
    """Give rows to messages, both in their order.

    A row may be 10 seconds earlier than its message and 90 seconds later. As few rows as possible are left over. Of the
    ways to do that, the one with the least time between rows and messages in all is taken. Sent 10:00:00 and 10:01:00,
    rows at 10:00:50 and 10:01:40: each row is nearer to the second message, but both have one, so each message gets one.
    """

    @cache
    def best(row: int, message: int) -> tuple[int, timedelta, tuple[tuple[int, int], ...]]:
        """The rows left over, the time, and the pairs, from these two on."""
        if row == len(rows) or message == len(waiting):
            return len(rows) - row, timedelta(), ()
        left_over, apart, pairs = best(row + 1, message)
        choices = [best(row, message + 1), (left_over + 1, apart, pairs)]
        later = rows[row].created_at - waiting[message].created_at
        if -EARLY <= later <= LATE:
            left_over, apart, pairs = best(row + 1, message + 1)
            choices.append((left_over, apart + abs(later), ((row, message), *pairs)))
        return min(choices)

    return {waiting[message].id: rows[row] for row, message in best(0, 0)[2]}


def _senders(message: Message, accounts: Accounts) -> set[str]:
    firm = accounts.firm(message.firm_id)
    lines = [line for line in firm.lines if line.id == message.line_id] if firm else []
    return {sender for line in lines for sender in line.names}


def _record(message: Message, found: OutboundRecord, *, sends: Sends, clock: Clock) -> None:
    report = found.report
    if report.status is Status.FAILED:
        sends.fail(
            replace(message, provider_id=report.provider_id),
            report.reason or NOT_SENT,
            at=clock.now(),
            opts_out=report.opts_out,
            number_refusal=report.number_refusal,
        )
    else:
        sends.settle(message, report)
