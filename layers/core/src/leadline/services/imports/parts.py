"""Reading a part of an uploaded file: its rows are written side by side, and counted once, however often it is read."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import wait
from datetime import timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from leadline.domain.errors import Forbidden, Overloaded
from leadline.domain.imports import csv_rows
from leadline.domain.imports.uploaded import Counts, FileGone, PartRead, Stage
from leadline.services.imports import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

    from leadline.domain.imports.csv_rows import Row
    from leadline.domain.imports.import_plan import ImportPlan
    from leadline.domain.imports.uploaded import Import
    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.imports import ImportFiles, ImportPart, Imports
    from leadline.domain.ports.leads import LeadBook
    from leadline.domain.ports.opt_outs import OptOuts
    from leadline.domain.ports.queues import Queues
    from leadline.services.imports.rows import Outcome

    Write = Callable[[Row], Outcome]

# A part ends with the block in which it has one of these. A block's rows each wait a few seconds at the worst.
ROWS, BYTES, TIME = 500, 2 * 1024 * 1024, timedelta(seconds=15)
BLOCK = 50
# Each part queues the next one. A file in ordinary rows ends after 7,000 parts; one that hasn't after this many never may.
MOST_STEPS = 25_000
# Longer than `run_import` may take from queueing the first part to starting the import.
STARTING = timedelta(minutes=1)
TOO_MANY_PARTS = (
    "The file takes too long to read. Split it into smaller files and import those. Rows already added stay."
)
GONE = "The file is gone, or another one was uploaded in its place. Import it again."


def take_in(
    part: ImportPart,
    *,
    accounts: Accounts,
    imports: Imports,
    files: ImportFiles,
    book: LeadBook,
    opt_outs: OptOuts,
    queues: Queues,
    writers: Executor,
    clock: Clock,
) -> str:
    """Read a part, record what came of it, and queue the next one; return the outcome.

    Each step may be repeated, and two calls may do it at once. A row that was written before is known again, so it is
    written once. Only one call records a part, so its rows are counted once, and only that call queues the next part.
    A call that dies in between leaves its message in the queue. The message comes again and goes on from where the
    import stands then: rows 1 to 500 recorded, died before queueing; the second time only row 501 is queued.
    Raises Overloaded.
    """
    running = imports.one(part.firm_id, part.import_id)
    if running is None or running.stage in (Stage.DONE, Stage.FAILED):
        return "import_over"
    if running.plan is None:
        if clock.now() - part.queued_at < STARTING:
            raise Overloaded
        return "import_not_started"
    if part.step > MOST_STEPS:
        imports.fail(part.firm_id, part.import_id, TOO_MANY_PARTS)
        return "import_failed"
    place, row = running.place, running.row
    if part.place == place:
        write = partial(
            rows.write,
            plan=running.plan,
            of=running,
            region=_region(running, accounts),
            accounts=accounts,
            book=book,
            opt_outs=opt_outs,
            clock=clock,
        )
        try:
            read = _read(running, running.plan, files=files, write=write, writers=writers, clock=clock)
        except FileGone:
            imports.fail(part.firm_id, part.import_id, GONE)
            return "import_failed"
        if not imports.record(part, read):
            return "part_repeated"
        if read.is_last:
            return "import_done"
        place, row = read.place, read.row
    queues.put([replace(part, place=place, row=row, queued_at=clock.now(), step=part.step + 1)])
    return "part_read"


def _read(
    running: Import, plan: ImportPlan, *, files: ImportFiles, write: Write, writers: Executor, clock: Clock
) -> PartRead:
    """Write the rows from where an import stands, block by block."""
    chunks = files.chunks(running, start=running.place)
    rows = csv_rows.read(
        chunks,
        encoding=running.encoding,
        delimiter=plan.delimiter,
        width=len(plan.columns),
        start=running.place,
        number=running.row,
    )
    outcomes: list[Outcome] = []
    place, row, ends_at = running.place, running.row, clock.now() + TIME
    while len(outcomes) < ROWS and place - running.place < BYTES and clock.now() < ends_at:
        block = list(islice(rows, BLOCK))
        writing = [writers.submit(write, each) for each in block if not each.is_blank]
        wait(writing)  # also where one fails: what is begun must not go on when this call has ended
        outcomes += [each.result() for each in writing]
        if block:
            place, row = block[-1].end, block[-1].number + 1
        if len(block) < BLOCK:
            return _came_of(outcomes, place=place, row=row, is_last=True)
    return _came_of(outcomes, place=place, row=row, is_last=False)


def _came_of(outcomes: Sequence[Outcome], *, place: int, row: int, is_last: bool) -> PartRead:
    became = Counter(outcome.is_new for outcome in outcomes)
    counts = Counts(
        rows=len(outcomes),
        added=became[True],
        repeated=became[False],
        refused=became[None],
        noted=sum(outcome.is_new is not None and bool(outcome.told) for outcome in outcomes),
        bad_phones=sum(outcome.is_new is True and outcome.has_bad_phone for outcome in outcomes),
    )
    told = [each for outcome in outcomes for each in outcome.told]
    return PartRead(counts=counts, told=told, place=place, row=row, is_last=is_last)


def _region(running: Import, accounts: Accounts) -> str:
    firm = accounts.firm(running.firm_id) or accounts.firm(running.firm_id, fresh=True)
    if firm is None:
        raise Forbidden("This import doesn't belong to a firm.")
    return firm.region
