"""The rows in the limits table that stand before a send: rate window, double click, idempotency key."""

from __future__ import annotations

import hashlib
import itertools
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.tables.keys import user_key
from leadline.adapters.dynamo.tables.limits import GuardRow, RateRow
from leadline.adapters.dynamo.texting.mapping import milliseconds

if TYPE_CHECKING:
    from leadline.adapters.dynamo.transaction import Transaction
    from leadline.domain.texting.message import Message

RATE_WINDOW = timedelta(seconds=60)
DOUBLE_CLICK = timedelta(seconds=2)
IDEMPOTENCY = timedelta(hours=24)
KEEP = timedelta(days=1)


def rate_row(message: Message) -> RateRow:
    return RateRow(user_key(message.firm_id, message.user_id or ""), RateRow.SORT)


def rate_shift(now: datetime) -> list[Action]:
    """Move the ten times down by one and put `now` on top; a time that isn't there yet reads as 0."""
    times = (RateRow.t0, RateRow.t1, RateRow.t2, RateRow.t3, RateRow.t4,
             RateRow.t5, RateRow.t6, RateRow.t7, RateRow.t8, RateRow.t9)  # fmt: skip
    shifted = [older.set(newer | 0) for newer, older in itertools.pairwise(times)]
    expires = int((now + KEEP).timestamp())
    return [*shifted, RateRow.t0.set(milliseconds(now)), RateRow.expires_at.set(expires)]


def rate_allows(now: datetime) -> Condition:
    """Fewer than ten in the last 60 seconds, and no newer time than ours: the window must move forward."""
    oldest = milliseconds(now - RATE_WINDOW)
    return (RateRow.t9.does_not_exist() | (RateRow.t9 <= oldest)) & (
        RateRow.t0.does_not_exist() | (RateRow.t0 <= milliseconds(now))
    )


def click_row(message: Message) -> GuardRow:
    """The double-click guard: written open; without an end, until the outcome is known."""
    return GuardRow(
        user_key(message.firm_id, message.user_id or ""),
        f"click#{request_hash(message)}",
        thread_id=message.thread_id,
        message_id=message.id,
        open=True,
        clicked_at=milliseconds(message.created_at),
    )


def click_allows(message: Message) -> Condition:
    """No such click before this one; or one that failed; or one two seconds before, whose outcome was known by then."""
    clicked = milliseconds(message.created_at)
    later = (GuardRow.clicked_at <= milliseconds(message.created_at - DOUBLE_CLICK)) & (GuardRow.closed_at <= clicked)
    again = (GuardRow.failed == True) & (GuardRow.clicked_at <= clicked)  # noqa: E712 - a condition on the attribute
    return GuardRow.message_id.does_not_exist() | (
        (GuardRow.open == False) & (later | again)  # noqa: E712 - likewise
    )


def idempotency_row(message: Message, *, now: datetime) -> GuardRow:
    """The guard of a caller's own key, which holds for 24 hours."""
    return GuardRow(
        user_key(message.firm_id, message.user_id or ""),
        f"key#{message.idempotency_key}",
        thread_id=message.thread_id,
        message_id=message.id,
        request=request_hash(message),
        expires_at=int((now + IDEMPOTENCY).timestamp()),
    )


def idempotency_allows(now: datetime) -> Condition:
    return GuardRow.message_id.does_not_exist() | (GuardRow.expires_at <= int(now.timestamp()))


def request_hash(message: Message) -> str:
    """What makes two clicks the same: conversation and body (the user is in the key)."""
    return hashlib.sha256(f"{message.thread_id}\0{message.body}".encode()).hexdigest()[:40]


def close_click(transaction: Transaction, message: Message, *, known_at: datetime, failed: bool = False) -> None:
    """Say since when the outcome is known, so that a later click may go; unless another message holds the guard.

    It stays after a failure, too: a click made before the one that failed is no new try, however late it is served.
    """
    ours = GuardRow.message_id == message.id
    transaction.update(
        "click",
        click_row(message),
        [
            GuardRow.open.set(False),
            GuardRow.failed.set(failed),
            GuardRow.closed_at.set(milliseconds(known_at)),
            GuardRow.expires_at.set(int((known_at + KEEP).timestamp())),
        ],
        ours if failed else ours & (GuardRow.open == True),  # noqa: E712 - a condition on the attribute
    )


def open_the_way(transaction: Transaction, message: Message, *, now: datetime) -> None:
    """After a failure let the next click, or the same key, be a new try; unless another message holds the guard."""
    close_click(transaction, message, known_at=now, failed=True)
    if message.idempotency_key:
        transaction.delete("key", idempotency_row(message, now=now), GuardRow.message_id == message.id)
