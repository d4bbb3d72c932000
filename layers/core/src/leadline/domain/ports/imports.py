"""What the reading of uploaded files needs from the outside."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - a message of a queue is read by its types
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadline.domain.imports.import_plan import Kind
    from leadline.domain.imports.uploaded import Beginning, Import, PartRead, ToldRow, Upload


class ImportPart(msgspec.Struct, frozen=True, kw_only=True):
    """That a part of an uploaded file is to be read: it begins at a byte, with the row of this number.

    `step` counts the messages that led to this one, itself included.
    """

    firm_id: str
    import_id: str
    place: int
    row: int
    queued_at: datetime
    step: int = 1


class Imports(Protocol):
    """A firm's imports."""

    def add(self, new: Import) -> None: ...

    def one(self, firm_id: str, import_id: str) -> Import | None: ...

    def newest(
        self, firm_id: str, *, kind: Kind | None, limit: int, before: str | None
    ) -> tuple[Sequence[Import], str | None]:
        """Return a page of imports, of one kind or of all, newest first, and from where to go on."""
        ...

    def start(self, running: Import) -> bool:
        """Let an import run; False where it was started before."""
        ...

    def record(self, part: ImportPart, read: PartRead) -> bool:
        """Add what came of a part; False where that was done before: it is counted once."""
        ...

    def fail(self, firm_id: str, import_id: str, problem: str) -> None:
        """End an import that runs, with a sentence for people."""
        ...

    def told(
        self, firm_id: str, import_id: str, *, limit: int, after: str | None
    ) -> tuple[Sequence[ToldRow], str | None]:
        """Return what is told of rows, in the file's order, and from where to go on."""
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
