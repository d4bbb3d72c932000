"""Uploaded files, how far they were read, and the queue of their parts, in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from leadline.domain.imports import Beginning, Counts, FileGone, Import, PartRead, RefusedRow, Stage, Upload
from leadline.domain.lead_ports import ImportPart, NumberCheck, Subject

PIECE = 10_000


@dataclass(slots=True)
class InMemoryImports:
    """Imports by firm and id."""

    rows: dict[tuple[str, str], Import] = field(default_factory=dict)
    refused: dict[tuple[str, str], dict[int, RefusedRow]] = field(default_factory=dict)

    def add(self, new: Import) -> None:
        self.rows[new.firm_id, new.id] = new

    def one(self, firm_id: str, import_id: str) -> Import | None:
        return self.rows.get((firm_id, import_id))

    def newest(self, firm_id: str, *, limit: int) -> Sequence[Import]:
        of_firm = [row for (firm, _), row in self.rows.items() if firm == firm_id]
        return sorted(of_firm, key=lambda row: row.id, reverse=True)[:limit]

    def start(self, running: Import) -> bool:
        if self.rows[running.firm_id, running.id].stage is not Stage.WAITING:
            return False
        self.rows[running.firm_id, running.id] = running
        return True

    def record(self, part: ImportPart, read: PartRead) -> bool:
        key = (part.firm_id, part.import_id)
        self.refused.setdefault(key, {}).update({row.row: row for row in read.refused})
        before = self.rows[key]
        if before.stage is not Stage.RUNNING or before.place != part.place:
            return False
        counts = Counts(
            before.counts.rows + read.counts.rows,
            before.counts.added + read.counts.added,
            before.counts.repeated + read.counts.repeated,
            before.counts.refused + read.counts.refused,
        )
        stage = Stage.DONE if read.is_last else Stage.RUNNING
        self.rows[key] = replace(before, place=read.place, row=read.row, counts=counts, stage=stage)
        return True

    def fail(self, firm_id: str, import_id: str, problem: str) -> None:
        if self.rows[firm_id, import_id].stage is Stage.RUNNING:
            self.rows[firm_id, import_id] = replace(self.rows[firm_id, import_id], stage=Stage.FAILED, problem=problem)

    def refusals(
        self, firm_id: str, import_id: str, *, limit: int, after: str | None
    ) -> tuple[Sequence[RefusedRow], str | None]:
        rows = [row for _, row in sorted(self.refused.get((firm_id, import_id), {}).items())]
        return rows[:limit], None


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
