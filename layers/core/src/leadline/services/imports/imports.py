"""Imports from their upload to their start: what can't be read is refused while the person still looks."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from leadline.domain.errors import Conflict, Invalid, NotFound
from leadline.domain.identifiers import new_id
from leadline.domain.imports import csv_rows, import_row
from leadline.domain.imports.import_plan import Kind
from leadline.domain.imports.uploaded import Import, Stage
from leadline.domain.ports.imports import ImportPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadline.domain.accounts.firm import User
    from leadline.domain.imports.import_plan import ImportDraft, ImportPlan
    from leadline.domain.imports.uploaded import Beginning, ToldRow, Upload
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.imports import ImportFiles, Imports
    from leadline.domain.ports.queues import Queues

_NO_ROWS = "enter the row where the list starts. There is nothing from this row on."
_STARTED = "This import has already started."
_CONTROLS = frozenset(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")
# What a text may have of them by mistake; other files have far more.
_MISTAKES = 0.02
# How many rows are asked whether the plan is theirs.
_LOOKED_AT = 50


def create(
    draft: ImportDraft, *, user: User, imports: Imports, files: ImportFiles, clock: Clock
) -> tuple[Import, Upload]:
    """Announce a file; return its import, and the form to upload it with."""
    now = clock.now()
    new = Import(
        id=new_id(now),
        firm_id=user.firm_id,
        kind=Kind(draft.kind),
        file_name=draft.file_name,
        created_at=now,
        user_id=user.id,
        user_name=user.name,
    )
    imports.add(new)
    return new, files.upload(new.firm_id, new.id)


def find(*, firm_id: str, import_id: str, imports: Imports) -> Import:
    """Return an import; raises NotFound."""
    found = imports.one(firm_id, import_id)
    if found is None:
        raise NotFound("There is no such import.")
    return found


def newest(
    *, firm_id: str, kind: str | None, limit: int, before: str | None, imports: Imports
) -> tuple[Sequence[Import], str | None]:
    """Return a page of a firm's imports, newest first, and from where to go on."""
    return imports.newest(firm_id, kind=Kind(kind) if kind else None, limit=limit, before=before)


def told(
    *, firm_id: str, import_id: str, limit: int, after: str | None, imports: Imports
) -> tuple[Sequence[ToldRow], str | None]:
    """Return what is told of rows, and from where to go on; raises NotFound."""
    find(firm_id=firm_id, import_id=import_id, imports=imports)
    return imports.told(firm_id, import_id, limit=limit, after=after)


def run(
    plan: ImportPlan,
    *,
    firm_id: str,
    import_id: str,
    imports: Imports,
    files: ImportFiles,
    queues: Queues,
    clock: Clock,
) -> Import:
    """Start reading a file; raises NotFound, Conflict (started before), Invalid (plan and file don't go together)."""
    waiting = find(firm_id=firm_id, import_id=import_id, imports=imports)
    if waiting.stage is not Stage.WAITING:
        raise Conflict(_STARTED)
    plan.check(waiting.kind)
    beginning = files.beginning(firm_id, import_id)
    if beginning is None:
        raise Invalid(file="isn't there yet. Upload it first.")
    first = _first_row(beginning, plan)
    running = replace(
        waiting,
        stage=Stage.RUNNING,
        plan=plan,
        encoding=csv_rows.encoding_of(beginning.content),
        size=beginning.size,
        version=beginning.version,
        place=first.place,
        row=first.row,
        heading=first.heading,
    )
    # Queued before it is started: if we stop between the two, the person starts it again, and no import waits for ever.
    part = ImportPart(firm_id=firm_id, import_id=import_id, place=first.place, row=first.row, queued_at=clock.now())
    queues.put([part])
    if not imports.start(running):
        raise Conflict(_STARTED)
    return running


class _First(msgspec.Struct, frozen=True):
    place: int
    row: int
    heading: str | None = None


def _first_row(beginning: Beginning, plan: ImportPlan) -> _First:
    """Return where the first row of data begins, which is below the header; raises Invalid where it isn't to be read so."""
    start, encoding = csv_rows.first_byte(beginning.content), csv_rows.encoding_of(beginning.content)
    controls = sum(byte in _CONTROLS for byte in beginning.content)
    if encoding is csv_rows.Encoding.TEXT and controls > len(beginning.content) * _MISTAKES:
        raise Invalid(file="isn't a text file. Save it as CSV (UTF-8) and upload that.")
    rows = csv_rows.read(
        [beginning.content[start:]],
        encoding=encoding,
        delimiter=plan.delimiter,
        width=len(plan.columns),
        start=start,
        number=1,
    )
    for title in islice(rows, plan.first_row - 1):
        start = title.end
    first = list(islice((row for row in rows if not row.is_blank), _LOOKED_AT))
    if not first:
        raise Invalid(**({"file": "is empty."} if plan.first_row == 1 else {"firstRow": _NO_ROWS}))
    _check_width([len(row.cells) for row in first if row.is_whole], plan)
    if not plan.has_header:
        return _First(start, plan.first_row)
    return _First(first[0].end, first[0].number + 1, import_row.mark(first[0].cells))


def _check_width(widths: Sequence[int], plan: ImportPlan) -> None:
    """Refuse a plan for other columns than the file has; single rows may have more or fewer."""
    wanted = max(place for place, column in enumerate(plan.columns, 1) if column is not None)
    if not widths or wanted > max(widths) or min(widths) > len(plan.columns):
        widest = max(widths, default=0)
        columns = "one column" if widest == 1 else f"{widest} columns"
        raise Invalid(columns=f"name each of the file's columns. With this delimiter it has {columns}.")
