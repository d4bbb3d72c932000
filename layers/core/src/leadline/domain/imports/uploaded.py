"""A file of leads or opt-outs that a person of the firm has uploaded, and how far it has been read."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from leadline.domain.imports.csv_rows import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from leadline.domain.imports.import_plan import ImportPlan, Kind


class Stage(Enum):
    """Where an import is: the file is awaited, is being read, was read, or couldn't be."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Counts(msgspec.Struct, frozen=True):
    """What became of rows: each was added, was there already (repeated), or was refused.

    Of some that were kept something is told, too (noted); some that were added have a phone that can't be one (bad phones).
    """

    rows: int = 0
    added: int = 0
    repeated: int = 0
    refused: int = 0
    noted: int = 0
    bad_phones: int = 0


class Beginning(msgspec.Struct, frozen=True):
    """A file's first bytes, its size, and what tells it from another file in its place."""

    content: bytes
    size: int
    version: str


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """One file; once it runs, `place` is the byte where the part begins that is read next, and `row` its first row.

    `heading` is the mark of the row that names the columns (import_row.mark).
    """

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
    heading: str | None = None
    counts: Counts = Counts()

    @property
    def progress(self) -> float:
        """The share of the file that was read."""
        if self.stage is Stage.DONE:
            return 1.0
        return min(1.0, self.place / self.size) if self.size else 0.0


class ToldRow(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a row, why, and its first characters: it wasn't taken, or it was kept, but not all of it.

    `phone` is whose row it is, where that can be told.
    """

    row: int
    field: str | None
    reason: str
    text: str
    is_kept: bool = False
    phone: str | None = None


def places(told: Sequence[ToldRow]) -> Iterator[tuple[str, ToldRow]]:
    """Return where each thing that is told stands in a file's list: by row, and in a row one after the other."""
    before: Counter[int] = Counter()
    for each in told:
        yield f"{each.row:010}" + (f"-{before[each.row]:03}" if before[each.row] else ""), each
        before[each.row] += 1


class PartRead(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a part, and where the next one begins."""

    counts: Counts
    told: Sequence[ToldRow]
    place: int
    row: int
    is_last: bool


class Upload(msgspec.Struct, frozen=True):
    """A form that a browser sends a file with."""

    url: str
    fields: Mapping[str, str]


class FileGone(Exception):
    """A file isn't there any more, or another one is in its place."""
