"""The rows in the limits table that stand before a send: rate window, double click, idempotency key."""

from __future__ import annotations

import hashlib
import itertools
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.mapping import milliseconds
from leadline.adapters.dynamo.rows import GuardRow, RateRow, user_key

if TYPE_CHECKING:
    from leadline.adapters.dynamo.transaction import Transaction
    from leadline.domain.message import Message

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
    """No such click before; or one that is two seconds old, and whose outcome was known when this one was made."""
    clicked = message.created_at
    return GuardRow.message_id.does_not_exist() | (
        (GuardRow.open == False)  # noqa: E712 - a condition on the attribute, not a comparison
        & (GuardRow.clicked_at <= milliseconds(clicked - DOUBLE_CLICK))
        & (GuardRow.closed_at <= milliseconds(clicked))
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


def close_click(transaction: Transaction, message: Message, *, now: datetime) -> None:
    """From now on the two seconds count, from the click on; unless another message holds the guard."""
    transaction.update(
        "click",
        click_row(message),
        [
            GuardRow.open.set(False),
            GuardRow.closed_at.set(milliseconds(now)),
            GuardRow.expires_at.set(int((now + KEEP).timestamp())),
        ],
        GuardRow.message_id == message.id,
    )


def remove_click(transaction: Transaction, message: Message) -> None:
    """Let the next click be a new one; unless another message holds the guard."""
    transaction.delete("click", click_row(message), GuardRow.message_id == message.id)


def remove_guards(transaction: Transaction, message: Message, *, now: datetime) -> None:
    """Let the next click or the same key be a new try; unless another message holds the guard."""
    remove_click(transaction, message)
    if message.idempotency_key:
        transaction.delete("key", idempotency_row(message, now=now), GuardRow.message_id == message.id)
