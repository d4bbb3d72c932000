"""What a provider's refusal teaches about a number, so that the next send needn't ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.opt_outs.words import Change, may_be_texted, record_change
from leadline.adapters.dynamo.tables.numbers import NumberRow
from leadline.adapters.dynamo.tables.threads import HeadRow, head_row
from leadline.domain.errors import Landline
from leadline.domain.opt_outs.opt_out import Source

if TYPE_CHECKING:
    from datetime import datetime

    from leadline.adapters.dynamo.transaction import Transaction


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """What became known by a message: its counterpart opted out, or its number has a refusal of NUMBER_REFUSALS."""

    message_id: str
    provider_id: str | None
    opts_out: bool
    number_refusal: str | None
    at: datetime


def teach(
    transaction: Transaction,
    *,
    firm_id: str,
    thread_id: str,
    address: str,
    lesson: Lesson,
    also: list[Action],
    left_out: frozenset[str],
) -> None:
    """Add to `transaction` what is learned: for the firm, and for a line type also across firms.

    Where the counterpart is known to have opted out, `opt_out` and `lesson` are refused; what `also` is to be written on
    the head is, all the same, since no item can be written twice in a transaction.
    """
    learned: list[Action] = []
    news = None
    if lesson.opts_out:
        change = Change(
            id=lesson.message_id,
            opted_out=True,
            at=lesson.at,
            exact=False,
            source=Source.PROVIDER,
            provider_id=lesson.provider_id,
        )
        # A STOP of the lead's own that stands is worth more: it names a text whose time the provider knows.
        record_change(transaction, firm_id=firm_id, thread_id=thread_id, change=change, condition=may_be_texted())
        learned.append(HeadRow.opted_out.set(True))
        news = HeadRow.opted_out.does_not_exist() | (HeadRow.opted_out == False)  # noqa: E712 - an attribute
    if lesson.number_refusal:
        learned.append(HeadRow.number_refusal.set(lesson.number_refusal))
    if lesson.number_refusal == Landline.code:
        known: list[Action] = [NumberRow.refusal.set(lesson.number_refusal), NumberRow.learned_at.set(lesson.at)]
        transaction.update("number", NumberRow(address), known)
    head = head_row(firm_id, thread_id)
    if learned and "lesson" not in left_out:
        transaction.update("lesson", head, [*learned, *also], news)
    elif also:
        transaction.update("head", head, also, HeadRow.address.exists())
