"""Blocking a number for a firm after carriers filtered what it sent there, and lifting that again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.tables.keys import person_key, thread_key
from leadline.adapters.dynamo.tables.opt_outs import OptOutRow
from leadline.adapters.dynamo.tables.threads import HeadRow, MessageRow, ThreadsRow, head_row
from leadline.adapters.dynamo.texting.mapping import message as message_of
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading
from leadline.domain.errors import Conflict, NotFound
from leadline.domain.identifiers import new_id
from leadline.domain.numbers.blocking import is_to_be_blocked

if TYPE_CHECKING:
    from datetime import datetime

    from leadline.domain.accounts.firm import User
    from leadline.domain.ports.clock import Clock

# The three that count are mostly among the first page of a thread; those that failed for other reasons may crowd them out.
PAGE, LOOKED_AT = 30, 3000


def block_if_due(firm_id: str, thread_id: str, *, clock: Clock) -> None:
    """Block the number of a thread where its last messages say so; may be repeated."""
    if not _is_due(firm_id, thread_id):
        return

    def build(now: datetime) -> Transaction:
        transaction = Transaction()
        unblocked = HeadRow.address.exists() & HeadRow.blocked_at.does_not_exist()
        transaction.update("head", head_row(firm_id, thread_id), [HeadRow.blocked_at.set(now)], unblocked)
        transaction.put("history", history_row(firm_id, thread_id, action="blocked", source="carrier", at=now))
        return transaction

    with suppress(Refused):  # another report of the same was faster
        commit(build, clock=clock)


@reading()
def _is_due(firm_id: str, thread_id: str) -> bool:
    rows = ThreadsRow.query(
        thread_key(firm_id, thread_id),
        scan_index_forward=False,
        page_size=PAGE,
        limit=LOOKED_AT,
        consistent_read=True,
    )
    head = next(rows, None)  # it sorts after the messages
    if not isinstance(head, HeadRow) or head.blocked_at:
        return False
    return is_to_be_blocked((message_of(row) for row in rows if isinstance(row, MessageRow)), since=head.unblocked_at)


def history_row(
    firm_id: str, thread_id: str, *, action: str, source: str, at: datetime, user: User | None = None
) -> OptOutRow:
    """Return the row that keeps for good that a number was blocked or unblocked."""
    return OptOutRow(
        person_key(firm_id, thread_id),
        f"change#{new_id(at)}",
        action=action,
        changed_at=at,
        source=source,
        user_id=user.id if user else None,
        user_name=user.name if user else None,
    )


class DynamoBlocks:
    """Blocks on the heads of threads."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def lift(self, thread_id: str, *, user: User) -> None:
        def build(now: datetime) -> Transaction:
            transaction = Transaction()
            lifted: list[Action] = [HeadRow.blocked_at.remove(), HeadRow.unblocked_at.set(now)]
            transaction.update("head", head_row(user.firm_id, thread_id), lifted, HeadRow.blocked_at.exists())
            row = history_row(user.firm_id, thread_id, action="unblocked", source="hand", at=now, user=user)
            transaction.put("history", row)
            return transaction

        try:
            commit(build, clock=self._clock)
        except Refused as refused:
            if not refused.items["head"]:
                raise NotFound("There is no such conversation.") from None
            raise Conflict("This number isn't blocked.") from None
