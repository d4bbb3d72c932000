"""Imports in the leads' table: what was uploaded, how far it was read, and what is told of its rows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from leadline.adapters.dynamo.imports.import_rows import ImportRow, ToldRowRow, imports_key, told_key
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading
from leadline.domain.imports.csv_rows import Encoding
from leadline.domain.imports.import_plan import ImportPlan, Kind
from leadline.domain.imports.uploaded import Counts, Import, Stage, ToldRow, places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action

    from leadline.domain.imports.uploaded import PartRead
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.imports import ImportPart

# What is told of rows holds what somebody typed of people: long enough to put a file right, and no longer.
KEPT = timedelta(days=90)


class DynamoImports:
    """The leads table, as far as it is about files."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def add(self, new: Import) -> None:
        row = ImportRow(
            imports_key(new.firm_id),
            f"{ImportRow.PREFIX}{new.id}",
            type=new.kind.value,
            file_name=new.file_name,
            created_at=new.created_at,
            user_id=new.user_id,
            user_name=new.user_name,
            stage=new.stage.value,
            expires_at=_expiry(new.created_at),
        )

        def build(_now: datetime) -> Transaction:
            transaction = Transaction()
            transaction.put("import", row)
            return transaction

        commit(build, clock=self._clock)

    @reading()
    def one(self, firm_id: str, import_id: str) -> Import | None:
        try:
            row = ImportRow.get(imports_key(firm_id), f"{ImportRow.PREFIX}{import_id}", consistent_read=True)
        except ImportRow.DoesNotExist:
            return None
        return _import(row, firm_id)

    @reading()
    def newest(
        self, firm_id: str, *, kind: Kind | None, limit: int, before: str | None
    ) -> tuple[Sequence[Import], str | None]:
        rows = list(
            ImportRow.query(
                imports_key(firm_id),
                ImportRow.sk < f"{ImportRow.PREFIX}{before}" if before else None,
                filter_condition=ImportRow.type == kind.value if kind else None,
                scan_index_forward=False,
                limit=limit + 1,
                consistent_read=True,
            )
        )
        shown = [_import(row, firm_id) for row in rows[:limit]]
        return shown, shown[-1].id if len(rows) > limit else None

    def start(self, running: Import) -> bool:
        return self._update(
            running.firm_id,
            running.id,
            [
                ImportRow.stage.set(running.stage.value),
                ImportRow.plan.set(msgspec.to_builtins(running.plan)),
                ImportRow.encoding.set(running.encoding.value),
                ImportRow.size.set(running.size),
                ImportRow.version.set(running.version),
                ImportRow.place.set(running.place),
                ImportRow.row.set(running.row),
                *([ImportRow.heading.set(running.heading)] if running.heading else []),
            ],
            ImportRow.stage == Stage.WAITING.value,
        )

    def record(self, part: ImportPart, read: PartRead) -> bool:
        with reading(), ToldRowRow.batch_write() as batch:
            for place, told in places(read.told):
                batch.save(_told(part, told, place, expires_at=_expiry(self._clock.now())))
        return self._update(
            part.firm_id,
            part.import_id,
            [
                ImportRow.stage.set((Stage.DONE if read.is_last else Stage.RUNNING).value),
                ImportRow.place.set(read.place),
                ImportRow.row.set(read.row),
                ImportRow.rows.add(read.counts.rows),
                ImportRow.added.add(read.counts.added),
                ImportRow.repeated.add(read.counts.repeated),
                ImportRow.refused.add(read.counts.refused),
                ImportRow.noted.add(read.counts.noted),
                ImportRow.bad_phones.add(read.counts.bad_phones),
            ],
            (ImportRow.stage == Stage.RUNNING.value) & (ImportRow.place == part.place),
        )

    def fail(self, firm_id: str, import_id: str, problem: str) -> None:
        actions = [ImportRow.stage.set(Stage.FAILED.value), ImportRow.problem.set(problem)]
        self._update(firm_id, import_id, actions, ImportRow.stage == Stage.RUNNING.value)

    @reading()
    def told(
        self, firm_id: str, import_id: str, *, limit: int, after: str | None
    ) -> tuple[Sequence[ToldRow], str | None]:
        later = ToldRowRow.sk > f"{ToldRowRow.PREFIX}{after}" if after else None
        rows = list(ToldRowRow.query(told_key(firm_id, import_id), later, limit=limit + 1, consistent_read=True))
        shown = [
            ToldRow(
                row=int(row.row),
                field=row.field,
                reason=row.reason,
                text=row.text,
                is_kept=bool(row.is_kept),
                phone=row.phone,
            )
            for row in rows[:limit]
        ]
        return shown, rows[limit - 1].sk.removeprefix(ToldRowRow.PREFIX) if len(rows) > limit else None

    def _update(self, firm_id: str, import_id: str, actions: Sequence[Action], condition: Condition) -> bool:
        """Change an import; False where the condition doesn't hold."""

        def build(_now: datetime) -> Transaction:
            transaction = Transaction()
            transaction.update("import", _key(firm_id, import_id), list(actions), condition)
            return transaction

        try:
            commit(build, clock=self._clock)
        except Refused:
            return False
        return True


def _key(firm_id: str, import_id: str) -> ImportRow:
    return ImportRow(imports_key(firm_id), f"{ImportRow.PREFIX}{import_id}")


def _import(row: ImportRow, firm_id: str) -> Import:
    return Import(
        id=row.sk.removeprefix(ImportRow.PREFIX),
        firm_id=firm_id,
        kind=Kind(row.type),
        file_name=row.file_name,
        created_at=row.created_at,
        user_id=row.user_id,
        user_name=row.user_name,
        stage=Stage(row.stage),
        problem=row.problem,
        plan=ImportPlan(**row.plan) if row.plan else None,
        encoding=Encoding(row.encoding) if row.encoding else Encoding.TEXT,
        size=int(row.size or 0),
        version=row.version or "",
        place=int(row.place or 0),
        row=int(row.row or 1),
        heading=row.heading,
        counts=Counts(
            rows=int(row.rows or 0),
            added=int(row.added or 0),
            repeated=int(row.repeated or 0),
            refused=int(row.refused or 0),
            noted=int(row.noted or 0),
            bad_phones=int(row.bad_phones or 0),
        ),
    )


def _told(part: ImportPart, told: ToldRow, place: str, *, expires_at: int) -> ToldRowRow:
    return ToldRowRow(
        told_key(part.firm_id, part.import_id),
        f"{ToldRowRow.PREFIX}{place}",
        row=told.row,
        field=told.field,
        reason=told.reason,
        text=told.text,
        is_kept=told.is_kept or None,
        phone=told.phone,
        expires_at=expires_at,
    )


def _expiry(at: datetime) -> int:
    return int((at + KEPT).timestamp())
