"""A file is read in parts: whatever dies, comes twice or at once, each row is there once and counted once."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from leadline.domain.errors import Invalid, Overloaded
from leadline.domain.imports.import_plan import ImportDraft, ImportPlan
from leadline.domain.imports.uploaded import Counts, Import, PartRead, Stage
from leadline.domain.leads.lead import Lead
from leadline.domain.ports.imports import ImportPart
from leadline.domain.ports.leads import Subject
from leadline.domain.ports.numbers import NumberCheck
from leadline.services.imports import imports, parts
from tests.fakes import InMemoryAccounts, StoppedClock
from tests.fakes.imports import InMemoryImportFiles, InMemoryImports, InMemoryQueues
from tests.fakes.leads import InMemoryLeadBook
from tests.unit.services.conftest import DANA, FIRM

PLAN = ImportPlan(delimiter=",", has_header=True, columns=["name", "email", "phone"])
# A header, 1,200 leads of whom every tenth is the one before, every hundredth has a cell too many, and the one after it an
# address and a phone that can't be; and blank lines.
ODD = {50: ",,x", 51: "n/a,12"}
LINES = [f"Lead {number - (number % 10 == 9)},{ODD.get(number % 100, ',')}\n" for number in range(1200)]
FILE = "".join(["Name,E-mail,Phone\n", *(line if place % 7 else f"\n{line}" for place, line in enumerate(LINES))])
WHOLE = Counts(rows=1200, added=1200 - 120 - 12, repeated=120, refused=12, noted=12, bad_phones=12)


class Died(Exception):
    """A process was ended."""


@dataclass(slots=True)
class Fate:
    """Ends the process at some of its steps."""

    at: frozenset[int] = frozenset()
    _steps: Iterator[int] = field(default_factory=count)

    def step(self) -> None:
        if next(self._steps) in self.at:
            raise Died


@dataclass(slots=True)
class MortalBook(InMemoryLeadBook):
    fate: Fate = field(default_factory=Fate)

    def add(self, lead: Lead) -> bool:
        self.fate.step()
        is_new = InMemoryLeadBook.add(self, lead)
        self.fate.step()
        return is_new


@dataclass(slots=True)
class MortalImports(InMemoryImports):
    fate: Fate = field(default_factory=Fate)

    def record(self, part: ImportPart, read: PartRead) -> bool:
        self.fate.step()
        is_first = InMemoryImports.record(self, part, read)
        self.fate.step()
        return is_first


@dataclass(slots=True)
class MortalQueues(InMemoryQueues):
    fate: Fate = field(default_factory=Fate)

    def put(self, wanted: Any) -> None:
        self.fate.step()
        InMemoryQueues.put(self, wanted)
        self.fate.step()


@dataclass(slots=True)
class Desk:
    """A firm's imports, and who works them off."""

    imports: InMemoryImports = field(default_factory=InMemoryImports)
    book: InMemoryLeadBook = field(default_factory=InMemoryLeadBook)
    queues: InMemoryQueues = field(default_factory=InMemoryQueues)
    files: InMemoryImportFiles = field(default_factory=InMemoryImportFiles)
    clock: StoppedClock = field(default_factory=StoppedClock)

    def start(self, content: str = FILE, plan: ImportPlan = PLAN) -> Import:
        """Start an import of a file."""
        draft = ImportDraft(kind="leads", file_name="leads.csv")
        new, _ = imports.create(draft, user=DANA, imports=self.imports, files=self.files, clock=self.clock)
        self.files.files[FIRM.id, new.id] = content.encode()
        return imports.run(
            plan,
            firm_id=FIRM.id,
            import_id=new.id,
            imports=self.imports,
            files=self.files,
            queues=self.queues,
            clock=self.clock,
        )

    def take_in(self, part: Subject | NumberCheck | ImportPart) -> str:
        assert isinstance(part, ImportPart)
        nobody: Any = None  # a file of leads opts nobody out
        with ThreadPoolExecutor(4) as writers:
            return parts.take_in(
                part,
                accounts=InMemoryAccounts({FIRM.id: FIRM}),
                imports=self.imports,
                files=self.files,
                book=self.book,
                opt_outs=nobody,
                queues=self.queues,
                writers=writers,
                clock=self.clock,
            )

    def work(self) -> list[str]:
        """Work off what is queued; what died comes back, behind what came meanwhile. What each became."""
        outcomes = []
        while self.queues.waiting:
            part = self.queues.waiting.pop(0)
            try:
                outcomes.append(self.take_in(part))
            except Died:
                self.queues.waiting.append(part)
                outcomes.append("died")
        return outcomes

    def shown(self, of: Import) -> Import:
        found = self.imports.one(FIRM.id, of.id)
        assert found
        return found


def mortal(at: frozenset[int]) -> Desk:
    fate = Fate(at)
    return Desk(imports=MortalImports(fate=fate), book=MortalBook(fate=fate), queues=MortalQueues(fate=fate))


def test_a_file_is_read_part_by_part():
    desk = Desk()
    started = desk.start()

    assert desk.work() == ["part_read", "part_read", "import_done"]

    done = desk.shown(started)
    assert (done.stage, done.progress, done.counts) == (Stage.DONE, 1, WHOLE)
    assert len(desk.book.rows) == WHOLE.added
    told = desk.imports.told(FIRM.id, started.id, limit=100, after=None)[0]
    rows = FILE.splitlines()
    assert [rows[row.row - 1] for row in told] == [row.text for row in told]
    assert len({row.row for row in told if not row.is_kept}) == WHOLE.refused
    assert len({row.row for row in told if row.is_kept}) == WHOLE.noted


def test_importing_a_file_twice_is_importing_it_once():
    desk = Desk()
    desk.start()
    desk.work()
    leads = dict(desk.book.rows)

    again = desk.start()
    desk.work()

    assert desk.shown(again).counts == Counts(rows=1200, added=0, repeated=1188, refused=12)
    assert desk.book.rows == leads


@given(st.text(st.sampled_from('abcd,"\n\r@5 ;'), max_size=120))
def test_nothing_of_any_file_vanishes(text: str):
    """Each row is counted once; each word of the file is in a lead, or in what is told of its row."""
    numbers = count()
    text = re.sub("[abcd]", lambda _: f"w{next(numbers)}w", text)
    desk = Desk()
    plan = ImportPlan(delimiter=",", has_header=False, columns=["field:One", "name", "field:Two", "email"])

    try:
        started = desk.start(text, plan)
    except Invalid:  # a file without rows, or without columns
        return
    desk.work()

    counts = desk.shown(started).counts
    assert counts.rows == counts.added + counts.repeated + counts.refused
    kept = [f"{lead.name} {lead.email} {' '.join(lead.fields.values())}" for lead in desk.book.rows.values()]
    told = [row.text for row in desk.imports.told(FIRM.id, started.id, limit=999, after=None)[0]]
    everything = " ".join(kept + told)
    if not counts.repeated:
        assert [word for word in re.findall("w[0-9]+w", text) if word not in everything] == []


@settings(max_examples=25)
@given(at=st.frozensets(st.integers(2, 4000), max_size=6))
def test_wherever_a_process_dies_each_row_is_there_once_and_counted_once(at: frozenset[int]):
    desk = mortal(at)
    started = desk.start()

    desk.work()

    assert (desk.shown(started).stage, desk.shown(started).counts) == (Stage.DONE, WHOLE)
    assert len(desk.book.rows) == WHOLE.added
    assert len(desk.imports.told_rows[FIRM.id, started.id]) == WHOLE.refused + 2 * WHOLE.noted


def test_a_process_that_dies_before_it_has_queued_the_next_part_is_made_good_by_the_next_one():
    desk = Desk()
    desk.start()
    part = desk.queues.waiting.pop()
    desk.take_in(part)
    desk.queues.waiting.clear()  # as if it had died just then

    assert desk.take_in(part) == "part_read"

    assert desk.work() == ["part_read", "import_done"]


@dataclass(slots=True)
class Overtaken(InMemoryImports):
    """Somebody else reads the same part, and is faster."""

    desk: "Desk | None" = None

    def record(self, part: ImportPart, read: PartRead) -> bool:
        if self.desk:
            faster, self.desk = self.desk, None
            assert faster.take_in(part) == "part_read"
        return InMemoryImports.record(self, part, read)


def test_two_who_read_the_same_part_at_once_count_it_once_and_queue_one_next():
    overtaken = Overtaken()
    desk = Desk(imports=overtaken)
    started = desk.start()
    overtaken.desk = desk

    assert desk.take_in(desk.queues.waiting.pop()) == "part_repeated"

    assert len(desk.queues.waiting) == 1
    assert desk.work() == ["part_read", "import_done"]
    assert desk.shown(started).counts == WHOLE


def test_a_file_that_is_gone_or_another_ends_the_import_with_a_sentence():
    for content in (None, b"Name\nSomebody else\n"):
        desk = Desk()
        started = desk.start()
        if content is None:
            desk.files.files.clear()
        else:
            desk.files.files[FIRM.id, started.id] = content

        assert desk.work() == ["import_failed"]

        failed = desk.shown(started)
        assert (failed.stage, failed.problem) == (Stage.FAILED, parts.GONE)
        assert desk.book.rows == {}


def test_a_part_of_an_import_that_is_over_or_erased_does_nothing():
    desk = Desk()
    desk.start()
    part = desk.queues.waiting[0]
    desk.work()

    assert desk.take_in(part) == "import_over"
    desk.imports.rows.clear()
    assert desk.take_in(part) == "import_over"


def test_a_part_that_comes_before_its_import_has_started_waits_a_minute():
    desk = Desk()
    started = desk.start()
    part = desk.queues.waiting[0]
    draft = ImportDraft(kind="leads", file_name="leads.csv")
    waiting, _ = imports.create(draft, user=DANA, imports=desk.imports, files=desk.files, clock=desk.clock)
    desk.imports.rows[FIRM.id, started.id] = waiting

    with pytest.raises(Overloaded):
        desk.take_in(part)
    desk.clock.pass_time(timedelta(minutes=1))
    assert desk.take_in(part) == "import_not_started"


def test_a_part_knows_how_many_came_before_it():
    desk = Desk()
    desk.start()
    steps = []
    while desk.queues.waiting:
        part = desk.queues.waiting.pop(0)
        assert isinstance(part, ImportPart)
        steps.append(part.step)
        desk.take_in(part)

    assert steps == [1, 2, 3]


def test_an_import_that_never_ends_is_ended_and_says_so():
    desk = Desk()
    started = desk.start()
    part = desk.queues.waiting.pop()
    assert isinstance(part, ImportPart)

    assert desk.take_in(replace(part, step=parts.MOST_STEPS + 1)) == "import_failed"

    ended = desk.shown(started)
    assert (ended.stage, ended.problem) == (Stage.FAILED, parts.TOO_MANY_PARTS)
    assert desk.queues.waiting == []


def test_a_message_from_before_steps_were_counted_is_the_first():
    text = b'{"firm_id":"f","import_id":"i","place":0,"row":1,"queued_at":"2026-01-01T00:00:00Z"}'

    assert msgspec.json.decode(text, type=ImportPart).step == 1
