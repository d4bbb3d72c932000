"""Imports in the leads' table: what was uploaded, how far it was read, and which rows were refused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from leadline.adapters.dynamo.import_rows import ImportRow, RefusedRowRow, imports_key, refused_key
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading
from leadline.domain.csv_rows import Encoding
from leadline.domain.import_plan import ImportPlan, Kind
from leadline.domain.imports import Counts, Import, RefusedRow, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action

    from leadline.domain.imports import PartRead
    from leadline.domain.lead_ports import ImportPart
    from leadline.domain.ports import Clock

# Refused rows hold what somebody typed of people: long enough to put a file right, and no longer.
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
    def newest(self, firm_id: str, *, limit: int) -> Sequence[Import]:
        rows = ImportRow.query(imports_key(firm_id), scan_index_forward=False, limit=limit, consistent_read=True)
        return [_import(row, firm_id) for row in rows]

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
            ],
            ImportRow.stage == Stage.WAITING.value,
        )

    def record(self, part: ImportPart, read: PartRead) -> bool:
        with reading(), RefusedRowRow.batch_write() as batch:
            for refused in read.refused:
                batch.save(_refused(part, refused, expires_at=_expiry(self._clock.now())))
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
            ],
            (ImportRow.stage == Stage.RUNNING.value) & (ImportRow.place == part.place),
        )

    def fail(self, firm_id: str, import_id: str, problem: str) -> None:
        actions = [ImportRow.stage.set(Stage.FAILED.value), ImportRow.problem.set(problem)]
        self._update(firm_id, import_id, actions, ImportRow.stage == Stage.RUNNING.value)

    @reading()
    def refusals(
        self, firm_id: str, import_id: str, *, limit: int, after: str | None
    ) -> tuple[Sequence[RefusedRow], str | None]:
        later = RefusedRowRow.sk > f"{RefusedRowRow.PREFIX}{after}" if after else None
        rows = list(RefusedRowRow.query(refused_key(firm_id, import_id), later, limit=limit + 1, consistent_read=True))
        shown = [
            RefusedRow(row=int(row.row), field=row.field, reason=row.reason, text=row.text, phone=row.phone)
            for row in rows[:limit]
        ]
        return shown, _place(shown[-1].row) if len(rows) > limit else None

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
        counts=Counts(*(int(count or 0) for count in (row.rows, row.added, row.repeated, row.refused))),
    )


def _refused(part: ImportPart, refused: RefusedRow, *, expires_at: int) -> RefusedRowRow:
    return RefusedRowRow(
        refused_key(part.firm_id, part.import_id),
        f"{RefusedRowRow.PREFIX}{_place(refused.row)}",
        row=refused.row,
        field=refused.field,
        reason=refused.reason,
        text=refused.text,
        phone=refused.phone,
        expires_at=expires_at,
    )


def _place(row: int) -> str:
    return f"{row:010}"


def _expiry(at: datetime) -> int:
    return int((at + KEPT).timestamp())
