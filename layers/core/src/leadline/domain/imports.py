"""A file of leads or opt-outs that a person of the firm has uploaded, and how far it has been read."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

import msgspec

from leadline.domain.csv_rows import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from leadline.domain.import_plan import ImportPlan, Kind
    from leadline.domain.lead_ports import ImportPart


class Stage(Enum):
    """Where an import is: the file is awaited, is being read, was read, or couldn't be."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Counts(msgspec.Struct, frozen=True):
    """What became of rows; those that were there already are repeated."""

    rows: int = 0
    added: int = 0
    repeated: int = 0
    refused: int = 0


class Beginning(msgspec.Struct, frozen=True):
    """A file's first bytes, its size, and what tells it from another file in its place."""

    content: bytes
    size: int
    version: str


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """One file; once it runs, `place` is the byte where the part begins that is read next, and `row` its first row."""

    id: str
    firm_id: str
    kind: Kind
    file_name: str
    created_at: datetime
    user_id: str
    user_name: str
    stage: Stage = Stage.WAITING
    problem: str | None = None
    plan: ImportPlan | None = None
    encoding: Encoding = Encoding.TEXT
    size: int = 0
    version: str = ""
    place: int = 0
    row: int = 1
    counts: Counts = Counts()

    @property
    def progress(self) -> float:
        """The share of the file that was read."""
        if self.stage is Stage.DONE:
            return 1.0
        return min(1.0, self.place / self.size) if self.size else 0.0


class RefusedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that wasn't taken, why, and its first characters; `phone` is whose row it is, where that can be told."""

    row: int
    field: str | None
    reason: str
    text: str
    phone: str | None = None


class PartRead(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a part, and where the next one begins."""

    counts: Counts
    refused: Sequence[RefusedRow]
    place: int
    row: int
    is_last: bool


class Upload(msgspec.Struct, frozen=True):
    """A form that a browser sends a file with."""

    url: str
    fields: Mapping[str, str]


class Imports(Protocol):
    """A firm's imports."""

    def add(self, new: Import) -> None: ...

    def one(self, firm_id: str, import_id: str) -> Import | None: ...

    def newest(self, firm_id: str, *, limit: int) -> Sequence[Import]: ...

    def start(self, running: Import) -> bool:
        """Let an import run; False where it was started before."""
        ...

    def record(self, part: ImportPart, read: PartRead) -> bool:
        """Add what came of a part; False where that was done before: it is counted once."""
        ...

    def fail(self, firm_id: str, import_id: str, problem: str) -> None:
        """End an import that runs, with a sentence for people."""
        ...

    def refusals(
        self, firm_id: str, import_id: str, *, limit: int, after: str | None
    ) -> tuple[Sequence[RefusedRow], str | None]:
        """Return refused rows in the file's order, and from where to go on."""
        ...


class ImportFiles(Protocol):
    """The uploaded files."""

    def upload(self, firm_id: str, import_id: str) -> Upload: ...

    def beginning(self, firm_id: str, import_id: str) -> Beginning | None:
        """Return how a file begins; None where there is none."""
        ...

    def chunks(self, of: Import, *, start: int) -> Iterator[bytes]:
        """Read a file from a byte on, as far as it is asked for; raises FileGone."""
        ...

    def erase(self, firm_id: str) -> int:
        """Erase all files of a firm; return how many there were."""
        ...


class FileGone(Exception):
    """A file isn't there any more, or another one is in its place."""
