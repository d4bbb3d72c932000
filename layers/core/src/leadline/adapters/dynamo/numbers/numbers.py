"""What carriers know of numbers: one stored result for all firms, and what a firm's thread shows of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from leadline.adapters.dynamo.tables.numbers import NumberRow
from leadline.adapters.dynamo.tables.threads import HeadRow, head_row
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading
from leadline.domain.numbers.number import NumberFacts
from leadline.domain.texting.thread import ASK_AGAIN_AFTER

if TYPE_CHECKING:
    from datetime import datetime

    from pynamodb.attributes import UTCDateTimeAttribute
    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action

    from leadline.domain.ports.clock import Clock

# A Lookup that was begun and not ended by then has died; longer than the provider's time-out.
CLAIM = timedelta(seconds=30)


class DynamoNumbers:
    """The numbers table, and the threads' heads."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    @reading()
    def facts(self, address: str) -> NumberFacts | None:
        try:
            row = NumberRow.get(address, consistent_read=True)
        except NumberRow.DoesNotExist:
            return None
        return NumberFacts(
            line_type=row.line_type,
            carrier_name=row.carrier_name,
            refusal=row.refusal,
            looked_up_at=row.looked_up_at,
            ask_again_at=row.ask_again_at,
        )

    def ask(self, firm_id: str, thread_id: str) -> None:
        ask_for_check(firm_id, thread_id, clock=self._clock)

    def claim(self, address: str, *, at: datetime) -> bool:
        unknown = NumberRow.looked_up_at.does_not_exist() | (NumberRow.ask_again_at <= at)
        free = NumberRow.asked_at.does_not_exist() | (NumberRow.asked_at <= at - CLAIM)
        return self._update(address, [NumberRow.asked_at.set(at)], unknown & free)

    def learn(self, address: str, facts: NumberFacts) -> None:
        at = facts.looked_up_at or self._clock.now()
        actions: list[Action] = [
            NumberRow.looked_up_at.set(at),
            NumberRow.asked_at.remove(),
            _set(NumberRow.ask_again_at, facts.ask_again_at),
        ]
        if facts.line_type:
            actions.append(NumberRow.line_type.set(facts.line_type))
        if facts.carrier_name:
            actions.append(NumberRow.carrier_name.set(facts.carrier_name))
        if facts.refusal:
            actions += [NumberRow.refusal.set(facts.refusal), NumberRow.learned_at.set(at)]
        self._update(address, actions, None)

    def release(self, address: str) -> None:
        self._update(address, [NumberRow.asked_at.remove()], None)

    def tell(self, firm_id: str, thread_id: str, facts: NumberFacts) -> None:
        at = facts.looked_up_at or self._clock.now()
        actions: list[Action] = [
            HeadRow.number_checked_at.set(at),
            _set(HeadRow.number_ask_again_at, facts.ask_again_at),
        ]
        if facts.refusal:
            actions.append(HeadRow.number_refusal.set(facts.refusal))

        def build(_now: datetime) -> Transaction:
            transaction = Transaction()
            transaction.update("head", head_row(firm_id, thread_id), actions, HeadRow.address.exists())
            return transaction

        with suppress(Refused):  # nobody has this thread any more
            commit(build, clock=self._clock)

    def _update(self, address: str, actions: list[Action], condition: Condition | None) -> bool:
        def build(_now: datetime) -> Transaction:
            transaction = Transaction()
            transaction.update("number", NumberRow(address), actions, condition)
            return transaction

        try:
            commit(build, clock=self._clock)
        except Refused:
            return False
        return True


def _set(attribute: UTCDateTimeAttribute, at: datetime | None) -> Action:
    return attribute.set(at) if at else attribute.remove()


def ask_for_check(firm_id: str, thread_id: str, *, clock: Clock) -> None:
    """Have it found out what kind of line a thread's number is, unless that is known or somebody has just asked."""

    def build(now: datetime) -> Transaction:
        transaction = Transaction()
        unasked = HeadRow.check_asked_at.does_not_exist() | (HeadRow.check_asked_at <= now - ASK_AGAIN_AFTER)
        told_nothing = HeadRow.number_checked_at.does_not_exist() | (HeadRow.number_ask_again_at <= now)
        unchecked = told_nothing & HeadRow.address.exists()
        asked: list[Action] = [HeadRow.check_asked_at.set(now)]
        transaction.update("head", head_row(firm_id, thread_id), asked, unchecked & unasked)
        return transaction

    with suppress(Refused):  # somebody else has asked
        commit(build, clock=clock)


def flag_as_gone(firm_id: str, thread_id: str, *, clock: Clock) -> None:
    """Let a thread say that its number may no longer be in use, until somebody writes from it."""

    def build(now: datetime) -> Transaction:
        transaction = Transaction()
        gone: list[Action] = [HeadRow.number_gone_at.set(now)]
        transaction.update("head", head_row(firm_id, thread_id), gone, HeadRow.address.exists())
        return transaction

    with suppress(Refused):  # the thread was erased
        commit(build, clock=clock)
