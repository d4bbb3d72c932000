"""How a firm stands with a person: the thread, the opt-out and the number's facts, read for search and by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.adapters.dynamo.leads.lead_book import named
from leadline.adapters.dynamo.opt_outs.words import opted_out_state
from leadline.adapters.dynamo.tables.keys import thread_key
from leadline.adapters.dynamo.tables.numbers import NumberRow
from leadline.adapters.dynamo.tables.threads import HeadRow, head_row
from leadline.adapters.dynamo.texting.mapping import thread as thread_of
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading
from leadline.domain.errors import OptedOut, Refusal, number_refusal
from leadline.domain.ports.leads import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from pynamodb.expressions.update import Action

    from leadline.domain.leads.lead import Lead
    from leadline.domain.ports.clock import Clock
    from leadline.domain.texting.thread import Thread


class DynamoPeople:
    """The threads, opt-outs and numbers tables, by person."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    @reading()
    def standing(self, firm_id: str, thread_id: str, phone: str | None) -> Standing:
        head = _head(firm_id, thread_id)
        thread = thread_of(head, firm_id) if head and head.address else None
        state = opted_out_state(firm_id, thread_id)
        address = phone or (thread.address if thread else None)
        refusal = OptedOut() if state and state.opted_out else thread.refusal if thread else None
        return Standing(
            thread=thread,
            lead_order=head.lead_order if head else None,
            refusal=refusal or (_refusal(address) if address else None),
        )

    def name_after(self, firm_id: str, thread_id: str, lead: Lead | None, *, instead_of: str | None) -> bool:
        nobody: list[Action] = [HeadRow.lead_id.remove(), HeadRow.lead_order.remove(), HeadRow.name.remove()]
        unchanged = HeadRow.lead_order == instead_of if instead_of else HeadRow.lead_order.does_not_exist()

        def build(_now: datetime) -> Transaction:
            transaction = Transaction()
            transaction.update("head", head_row(firm_id, thread_id), named(lead) if lead else nobody, unchanged)
            return transaction

        try:
            commit(build, clock=self._clock)
        except Refused:
            return False
        return True

    @reading()
    def threads(self, firm_id: str, thread_ids: Iterable[str]) -> Sequence[Thread]:
        keys = [(thread_key(firm_id, thread_id), HeadRow.SORT) for thread_id in thread_ids]
        rows = HeadRow.batch_get(keys) if keys else ()
        found = [thread_of(row, firm_id) for row in rows if row.last_at]
        return sorted(found, key=lambda thread: str(thread.last_activity_at), reverse=True)


def _head(firm_id: str, thread_id: str) -> HeadRow | None:
    try:
        return HeadRow.get(thread_key(firm_id, thread_id), HeadRow.SORT, consistent_read=True)
    except HeadRow.DoesNotExist:
        return None


def _refusal(address: str) -> Refusal | None:
    """What is known of a number across firms."""
    try:
        known = NumberRow.get(address, consistent_read=True).refusal
    except NumberRow.DoesNotExist:
        return None
    return number_refusal(known) if known else None
