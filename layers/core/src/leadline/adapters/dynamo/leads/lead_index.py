"""Who is found by what: entries in the leads table, kept as one wants them by one writer at a time."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from leadline.adapters.dynamo.tables.leads import EntryRow, IndexedRow, entries_key, lead_key, signups_key
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading
from leadline.domain.leads.search import SearchEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.leads import Subject

# With the record of it, below the 100 actions of a transaction.
AT_ONCE = 90


class _Place(NamedTuple):
    space: str
    key: str


class DynamoLeadIndex:
    """Search entries; those of one subject change together."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    @reading()
    def find(self, firm_id: str, space: str, beginning: str, *, limit: int) -> Sequence[SearchEntry]:
        rows = EntryRow.query(
            entries_key(firm_id, space, beginning), EntryRow.sk.startswith(beginning), limit=limit, page_size=limit
        )
        return [_entry(row) for row in rows]

    @reading()
    def version(self, subject: Subject) -> int:
        return int(self._indexed(subject).version or 0)

    @reading()
    def replace(
        self, subject: Subject, wanted: Mapping[str, Sequence[str]], entry: SearchEntry, *, version: int
    ) -> bool:
        """Let a subject have these keys in these spaces, and no others; False where another writer was faster.

        A transaction takes 100 actions, so there may be several; each writes down where it got to, and a run that broke
        off is finished by the next.
        """
        indexed = self._indexed(subject)
        if int(indexed.version or 0) != version:
            return False
        there = {_Place(*place) for place in indexed.entries or ()}
        after = {_Place(space, key) for space, keys in wanted.items() for key in keys}
        shown = sha256(repr(entry).encode()).hexdigest() if after else None
        gone, new = sorted(there - after), sorted(after if indexed.shown != shown else after - there)
        steps = [(place, False) for place in gone] + [(place, True) for place in new]
        for start in range(0, len(steps), AT_ONCE):
            step = steps[start : start + AT_ONCE]
            removed, put = ({place for place, is_put in step if is_put is kind} for kind in (False, True))
            there = (there - removed) | put
            is_last = step[-1] == steps[-1]
            row = _indexed_row(subject, there, entry, version=version + 1, shown=shown if is_last else None)
            if not self._step(subject, row, removed, put, entry):
                return False
            version += 1
        return True

    def _step(
        self, subject: Subject, row: IndexedRow, removed: set[_Place], put: set[_Place], entry: SearchEntry
    ) -> bool:
        version = int(row.version or 0) - 1

        def build(_now: datetime) -> Transaction:
            transaction = Transaction()
            unchanged = IndexedRow.version == version if version else IndexedRow.version.does_not_exist()
            transaction.put("indexed", row, unchanged)
            for place in removed:
                transaction.delete(f"delete {place}", EntryRow(*_keys(subject, place)))
            for place in put:
                transaction.put(f"put {place}", _row(subject, place, entry))
            return transaction

        try:
            commit(build, clock=self._clock)
        except Refused:
            return False
        return True

    @staticmethod
    def _indexed(subject: Subject) -> IndexedRow:
        try:
            return IndexedRow.get(_home(subject), IndexedRow.SORT, consistent_read=True)
        except IndexedRow.DoesNotExist:
            return IndexedRow(_home(subject), IndexedRow.SORT)


def _home(subject: Subject) -> str:
    if subject.lead_id:
        return lead_key(subject.firm_id, subject.lead_id)
    return signups_key(subject.firm_id, str(subject.thread_id))


def _keys(subject: Subject, place: _Place) -> tuple[str, str]:
    return entries_key(subject.firm_id, place.space, place.key), f"{place.key}#{subject.lead_id or subject.thread_id}"


def _indexed_row(
    subject: Subject, places: set[_Place], entry: SearchEntry, *, version: int, shown: str | None
) -> IndexedRow:
    return IndexedRow(
        _home(subject),
        IndexedRow.SORT,
        version=version,
        shown=shown,
        entries=[list(place) for place in sorted(places)] or None,
        phone=entry.phone if places else None,
    )


def _row(subject: Subject, place: _Place, entry: SearchEntry) -> EntryRow:
    return EntryRow(
        *_keys(subject, place),
        thread_id=entry.thread_id,
        lead_id=entry.lead_id,
        name=entry.name,
        email=entry.email,
        phone=entry.phone,
        created_at=entry.created_at,
    )


def _entry(row: EntryRow) -> SearchEntry:
    return SearchEntry(
        thread_id=row.thread_id,
        lead_id=row.lead_id,
        name=row.name,
        email=row.email,
        phone=row.phone,
        created_at=row.created_at,
    )
