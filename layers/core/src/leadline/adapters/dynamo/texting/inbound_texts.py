"""Inbound texts: one transaction each, once per provider id."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.numbers.blocks import history_row
from leadline.adapters.dynamo.opt_outs.words import Change, clearly_newer, record_change, state_of, still
from leadline.adapters.dynamo.tables.keys import firm_key, unread_key
from leadline.adapters.dynamo.tables.limits import GuardRow
from leadline.adapters.dynamo.tables.opt_outs import OptOutRow
from leadline.adapters.dynamo.tables.threads import HeadRow, MessageRow, head_row
from leadline.adapters.dynamo.texting.inbox import latest
from leadline.adapters.dynamo.texting.mapping import message_row
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading
from leadline.domain.opt_outs.opt_out import Source, Word
from leadline.domain.ports.texting import Contested, Intake, WordChange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadline.domain.ports.clock import Clock
    from leadline.domain.texting.message import Message

# Longer than the provider's list is ever swept back.
REMEMBER = timedelta(days=60)


class Place(Enum):
    """Where a text belongs in its thread; what was swept in may be older than what is there."""

    ON_TOP = "newest message"
    LAST_OF_THE_LEAD = "newest inbound message"
    AMONG_OTHERS = "neither"


class DynamoInboundTexts:
    """Inbound texts in the threads table, and what their words change in the opt-outs table."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def record(self, message: Message, change: WordChange | None) -> Intake | Contested:
        place, unblocks = Place.ON_TOP, False
        while True:
            try:
                commit(partial(_receipt, message, change, place=place, unblocks=unblocks), clock=self._clock)
                return Intake.STORED
            except Refused as refused:
                if "seen" in refused.items or "message" in refused.items:
                    return Intake.SEEN_BEFORE
                if "opt_out" in refused.items:
                    return Contested(state_of(refused.items["opt_out"]))
                if not unblocks and "blocked_at" in refused.items["head"]:
                    unblocks = True
                    continue
                place = Place.AMONG_OTHERS if place is Place.LAST_OF_THE_LEAD else Place.LAST_OF_THE_LEAD

    @reading()
    def unseen(self, firm_id: str, provider_ids: Iterable[str]) -> set[str]:
        wanted = set(provider_ids)
        keys = [(firm_key(firm_id), f"inbound#{provider_id}") for provider_id in wanted]
        return wanted - {row.sk.partition("#")[2] for row in GuardRow.batch_get(keys, consistent_read=True)}


def _receipt(
    message: Message, change: WordChange | None, now: datetime, *, place: Place, unblocks: bool
) -> Transaction:
    """The text, where it belongs; whoever writes can be texted, so that it `unblocks` a number that carriers filtered."""
    transaction = Transaction()
    transaction.put("seen", _seen(message, now=now), GuardRow.message_id.does_not_exist())
    transaction.put("message", message_row(message), MessageRow.pk.does_not_exist())
    head: list[Action] = [
        HeadRow.unread_count.set((HeadRow.unread_count | 0) + 1),
        HeadRow.unread_of.set(unread_key(message.firm_id)),
        HeadRow.number_gone_at.remove(),
    ]
    newest: Condition | None = None
    if place is Place.ON_TOP:
        head += [*latest(message, at=message.created_at), HeadRow.last_inbound_id.set(message.id)]
        newest = HeadRow.last_at.does_not_exist() | (HeadRow.last_at <= message.created_at)
    elif place is Place.LAST_OF_THE_LEAD:
        head.append(HeadRow.last_inbound_id.set(message.id))
        newest = HeadRow.last_inbound_id.does_not_exist() | (HeadRow.last_inbound_id < message.id)
    if change:
        word = Change(
            id=message.id,
            opted_out=change.word is Word.STOP,
            at=change.at,
            exact=change.exact,
            source=Source.KEYWORD,
            provider_id=message.provider_id,
            text=message.body,
        )
        condition = still(change.against) if change.against else clearly_newer(word)
        if change.word is Word.YES:
            condition = (OptOutRow.opted_out == True) & condition  # noqa: E712 - a condition on the attribute
        record_change(
            transaction, firm_id=message.firm_id, thread_id=message.thread_id, change=word, condition=condition
        )
        head.append(HeadRow.opted_out.set(word.opted_out))
    if unblocks:
        head.append(HeadRow.blocked_at.remove())
        gone = history_row(message.firm_id, message.thread_id, action="unblocked", source="inbound", at=now)
        transaction.put("block_history", gone)
    else:
        unblocked = HeadRow.blocked_at.does_not_exist()
        newest = unblocked if newest is None else newest & unblocked
    transaction.update("head", head_row(message.firm_id, message.thread_id), head, newest)
    return transaction


def _seen(message: Message, *, now: datetime) -> GuardRow:
    return GuardRow(
        firm_key(message.firm_id),
        f"inbound#{message.provider_id}",
        thread_id=message.thread_id,
        message_id=message.id,
        expires_at=int((now + REMEMBER).timestamp()),
    )
