"""Uploaded files, how far they were read, and the queue of their parts, in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import astuple, replace

from leadline.domain.imports.import_plan import Kind
from leadline.domain.imports.uploaded import (
    Beginning,
    Counts,
    FileGone,
    Import,
    PartRead,
    Stage,
    ToldRow,
    Upload,
    places,
)
from leadline.domain.ports.imports import ImportPart
from leadline.domain.ports.leads import Subject
from leadline.domain.ports.numbers import NumberCheck

PIECE = 10_000


@dataclass(slots=True)
class InMemoryImports:
    """Imports by firm and id."""

    rows: dict[tuple[str, str], Import] = field(default_factory=dict)
    told_rows: dict[tuple[str, str], dict[str, ToldRow]] = field(default_factory=dict)

    def add(self, new: Import) -> None:
        self.rows[new.firm_id, new.id] = new

    def one(self, firm_id: str, import_id: str) -> Import | None:
        return self.rows.get((firm_id, import_id))

    def newest(
        self, firm_id: str, *, kind: Kind | None, limit: int, before: str | None
    ) -> tuple[Sequence[Import], str | None]:
        of_firm = [row for (firm, _), row in self.rows.items() if firm == firm_id and kind in (None, row.kind)]
        older = sorted(
            (row for row in of_firm if before is None or row.id < before), key=lambda row: row.id, reverse=True
        )
        return older[:limit], older[limit - 1].id if len(older) > limit else None

    def start(self, running: Import) -> bool:
        if self.rows[running.firm_id, running.id].stage is not Stage.WAITING:
            return False
        self.rows[running.firm_id, running.id] = running
        return True

    def record(self, part: ImportPart, read: PartRead) -> bool:
        key = (part.firm_id, part.import_id)
        self.told_rows.setdefault(key, {}).update(places(read.told))
        before = self.rows[key]
        if before.stage is not Stage.RUNNING or before.place != part.place:
            return False
        counts = Counts(*(now + more for now, more in zip(astuple(before.counts), astuple(read.counts), strict=True)))
        stage = Stage.DONE if read.is_last else Stage.RUNNING
        self.rows[key] = replace(before, place=read.place, row=read.row, counts=counts, stage=stage)
        return True

    def fail(self, firm_id: str, import_id: str, problem: str) -> None:
        if self.rows[firm_id, import_id].stage is Stage.RUNNING:
            self.rows[firm_id, import_id] = replace(self.rows[firm_id, import_id], stage=Stage.FAILED, problem=problem)

    def told(
        self, firm_id: str, import_id: str, *, limit: int, after: str | None
    ) -> tuple[Sequence[ToldRow], str | None]:
        rows = sorted(self.told_rows.get((firm_id, import_id), {}).items())
        later = [(place, row) for place, row in rows if after is None or place > after]
        return [row for _, row in later[:limit]], later[limit - 1][0] if len(later) > limit else None


@dataclass(slots=True)
class InMemoryImportFiles:
    """Files by firm and import."""

    files: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def upload(self, firm_id: str, import_id: str) -> Upload:
        return Upload("https://files.example.com/", {"key": f"{firm_id}/{import_id}"})

    def beginning(self, firm_id: str, import_id: str) -> Beginning | None:
        content = self.files.get((firm_id, import_id))
        return Beginning(content[:PIECE], len(content), str(hash(content))) if content else None

    def chunks(self, of: Import, *, start: int) -> Iterator[bytes]:
        for place in range(start, of.size, PIECE):
            content = self.files.get((of.firm_id, of.id))
            if content is None or str(hash(content)) != of.version:
                raise FileGone
            yield content[place : place + PIECE]

    def erase(self, firm_id: str) -> int:
        gone = [key for key in self.files if key[0] == firm_id]
        for key in gone:
            del self.files[key]
        return len(gone)


@dataclass(slots=True)
class InMemoryQueues:
    """What was put in, oldest first."""

    waiting: list[Subject | NumberCheck | ImportPart] = field(default_factory=list)

    def put(self, wanted: Sequence[Subject | NumberCheck | ImportPart]) -> None:
        self.waiting += wanted

    def hold(self, queue_arn: str, receipt: str, *, seconds: int) -> None:
        raise NotImplementedError
