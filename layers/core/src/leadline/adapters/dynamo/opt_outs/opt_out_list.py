"""A firm's opt-out list, as its people read and change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.adapters.dynamo.opt_outs.words import (
    Change,
    keep_word,
    listing,
    may_be_texted,
    record_change,
    state_of,
    state_row,
    still,
)
from leadline.adapters.dynamo.shards import newest_first
from leadline.adapters.dynamo.tables.keys import OPT_OUT_SHARDS, message_sort, opt_out_shard, person_key, thread_key
from leadline.adapters.dynamo.tables.opt_outs import OptOutRow
from leadline.adapters.dynamo.tables.threads import HeadRow, MessageRow, head_row
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading
from leadline.domain.errors import CannotBeLifted, NotFound
from leadline.domain.opt_outs.opt_out import HistoryEntry, OptOutState, Source, StandingOptOut
from leadline.domain.texting.message import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from leadline.domain.opt_outs.opt_out import OptOutEntry
    from leadline.domain.ports.clock import Clock

# More than anybody looks through; somebody may text STOP and START all day.
HISTORY = 200


class DynamoOptOuts:
    """The opt-outs table, with the flag on the heads of threads."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def add(self, entry: OptOutEntry) -> bool:
        stands: OptOutState | None = None
        while True:
            try:
                commit(lambda now: _added(entry, stands, at=now), clock=self._clock)  # noqa: B023 - called before it changes
                return stands is None
            except Refused as refused:
                if "message" in refused.items:
                    raise NotFound("There is no such message.") from None
                if "opt_out_history" in refused.items:  # by a try whose answer was lost, or by the same row of a file
                    return True
                stands = state_of(refused.items["opt_out"])
                stands = stands if stands and stands.opted_out else None
            if stands and entry.source is Source.IMPORT:
                return False

    def lift(self, entry: OptOutEntry) -> None:
        try:
            commit(lambda now: _lifted(entry, at=now), clock=self._clock)
        except Refused as refused:
            if "opt_out_history" not in refused.items:
                raise CannotBeLifted from refused

    @reading()
    def standing(self, firm_id: str, thread_id: str) -> StandingOptOut | None:
        try:
            row = OptOutRow.get(person_key(firm_id, thread_id), OptOutRow.STATE, consistent_read=True)
        except OptOutRow.DoesNotExist:
            return None
        return _standing(row, thread_id) if row.opted_out else None

    @reading()
    def listed(self, firm_id: str, *, each: int, before: str | None) -> tuple[Sequence[StandingOptOut], str | None]:
        def newest(shard: int) -> list[OptOutRow]:
            older = OptOutRow.list_order < before if before else None
            return list(
                OptOutRow.listed.query(opt_out_shard(firm_id, shard), older, scan_index_forward=False, limit=each)
            )

        rows, following = newest_first(newest, lambda row: row.list_order or "", shards=OPT_OUT_SHARDS, each=each)
        return [_standing(row, row.thread_id or "") for row in rows], following

    @reading()
    def names(self, firm_id: str, thread_ids: Iterable[str]) -> Mapping[str, str]:
        keys = [(thread_key(firm_id, thread_id), HeadRow.SORT) for thread_id in thread_ids]
        return {row.thread_id: row.name for row in HeadRow.batch_get(keys) if row.thread_id and row.name}

    @reading()
    def history(self, firm_id: str, thread_id: str) -> Sequence[HistoryEntry]:
        changes = OptOutRow.query(
            person_key(firm_id, thread_id),
            OptOutRow.sk.startswith("change#"),
            scan_index_forward=False,
            limit=HISTORY,
            consistent_read=True,
        )
        entries = [
            HistoryEntry(
                id=row.sk.partition("#")[2],
                action=row.action or ("opted_out" if row.opted_out else "opted_in"),
                at=row.changed_at,
                source=row.source,
                text=row.text,
                user_name=row.user_name,
            )
            for row in changes
        ]
        return sorted(entries, key=lambda entry: (entry.at, entry.id), reverse=True)


def _added(entry: OptOutEntry, stands: OptOutState | None, *, at: datetime) -> Transaction:
    """An opt-out; where there `stands` one already it stays what it is, and only the history grows."""
    transaction = Transaction()
    change = _change(entry, opted_out=True, at=at)
    if entry.message_id:
        transaction.check(
            "message",
            MessageRow(thread_key(entry.firm_id, entry.thread_id), message_sort(entry.message_id)),
            MessageRow.direction == Direction.INBOUND.value,
        )
    if stands:
        listed = listing(entry.firm_id, entry.thread_id, at=stands.changed_at)
        transaction.update("opt_out", state_row(entry.firm_id, entry.thread_id), listed, still(stands))
        keep_word(transaction, firm_id=entry.firm_id, thread_id=entry.thread_id, change=change)
    else:
        record_change(
            transaction,
            firm_id=entry.firm_id,
            thread_id=entry.thread_id,
            change=change,
            condition=may_be_texted(),
        )
    _flag(transaction, entry, opted_out=True)
    return transaction


def _lifted(entry: OptOutEntry, *, at: datetime) -> Transaction:
    transaction = Transaction()
    by_hand = (OptOutRow.opted_out == True) & (OptOutRow.source == Source.HAND.value)  # noqa: E712 - an attribute
    record_change(
        transaction,
        firm_id=entry.firm_id,
        thread_id=entry.thread_id,
        change=_change(entry, opted_out=False, at=at),
        condition=by_hand & OptOutRow.lead_said_stop.does_not_exist(),
    )
    _flag(transaction, entry, opted_out=False)
    return transaction


def _flag(transaction: Transaction, entry: OptOutEntry, *, opted_out: bool) -> None:
    """Let the thread say it, too; where there is none yet it begins without a message."""
    transaction.update(
        "head",
        head_row(entry.firm_id, entry.thread_id),
        [
            HeadRow.kind.set(HeadRow),
            HeadRow.thread_id.set(entry.thread_id),
            HeadRow.address.set(entry.address),
            HeadRow.opted_out.set(opted_out),
        ],
    )


def _change(entry: OptOutEntry, *, opted_out: bool, at: datetime) -> Change:
    return Change(
        id=entry.id,
        opted_out=opted_out,
        at=at,
        exact=False,
        source=entry.source,
        provider_id=None,
        text=entry.note,
        message_id=entry.message_id,
        user_id=entry.user_id,
        user_name=entry.user_name,
    )


def _standing(row: OptOutRow, thread_id: str) -> StandingOptOut:
    return StandingOptOut(
        thread_id=thread_id,
        place=row.list_order or "",
        opted_out_at=row.changed_at,
        source=Source(row.source),
        note=row.text,
        lead_said_stop=bool(row.lead_said_stop),
    )
