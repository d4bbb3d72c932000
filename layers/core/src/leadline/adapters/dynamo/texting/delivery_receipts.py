"""Delivery reports: one conditional write each, forward only; and one on the head for those that tell of a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.numbers.blocks import block_if_due
from leadline.adapters.dynamo.tables.keys import message_sort, thread_key
from leadline.adapters.dynamo.tables.threads import MessageRow
from leadline.adapters.dynamo.texting.failures import follow_failure
from leadline.adapters.dynamo.texting.inbox import settled
from leadline.adapters.dynamo.texting.mapping import reason_fields
from leadline.adapters.dynamo.texting.teaching import Lesson, teach
from leadline.adapters.dynamo.transaction import Transaction, commit_what_holds
from leadline.domain.numbers.blocking import FILTERED
from leadline.domain.texting.message import Status

if TYPE_CHECKING:
    from datetime import datetime

    from leadline.domain.ports.clock import Clock
    from leadline.domain.texting.provider import Report


class DynamoDeliveryReceipts:
    """The state of outbound messages, as the provider reports it."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def record(self, firm_id: str, thread_id: str, message_id: str, report: Report) -> bool:
        def build(now: datetime, left_out: frozenset[str]) -> Transaction:
            transaction = Transaction()
            transaction.update(
                "message",
                MessageRow(thread_key(firm_id, thread_id), message_sort(message_id)),
                _actions(report),
                MessageRow.status.is_in(*(status.value for status in report.status.earlier))
                & (MessageRow.address == report.address)
                & (MessageRow.provider_account == report.account)
                & (MessageRow.provider_id.does_not_exist() | (MessageRow.provider_id == report.provider_id)),
            )
            lesson = Lesson(
                message_id=message_id,
                provider_id=report.provider_id,
                opts_out=report.opts_out,
                number_refusal=report.number_refusal,
                at=now,
            )
            teach(
                transaction,
                firm_id=firm_id,
                thread_id=thread_id,
                address=report.address,
                lesson=lesson,
                also=settled(message_id, failed=True) if report.status is Status.FAILED else [],
                left_out=left_out,
            )
            return transaction

        moved = "message" not in commit_what_holds(build, clock=self._clock, needed="message")
        if moved and report.reason:
            follow_failure(firm_id, thread_id, report.reason, clock=self._clock)
        elif report.reason and report.reason.code in FILTERED:  # a process may have died between the two
            block_if_due(firm_id, thread_id, clock=self._clock)
        return moved


def _actions(report: Report) -> list[Action]:
    actions: list[Action] = [
        MessageRow.status.set(report.status.value),
        MessageRow.provider_id.set(report.provider_id),
    ]
    if report.reason:
        actions.append(MessageRow.reason.set(reason_fields(report.reason)))
    return actions
