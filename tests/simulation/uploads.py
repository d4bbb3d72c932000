"""Files that people upload: their rows, as they were meant, and what became of each once all is at rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from leadline.domain.accounts.firm import User
from leadline.domain.imports.import_plan import ImportDraft, ImportPlan, Kind
from leadline.domain.imports.uploaded import Counts, Stage
from leadline.services.imports import imports
from tests.simulation.cast import FIRMS, LEADS, USERS, Process
from tests.simulation.referee import Violation

if TYPE_CHECKING:
    from tests.simulation.world import World

LEADS_PLAN = ImportPlan(delimiter=";", has_header=True, columns=["name", "phone", "email"])
OPT_OUTS_PLAN = ImportPlan(delimiter=";", has_header=True, columns=["note", "phone", None])
# Each is a way to write the same few people; no two of different people are the same.
PEOPLE = ("Ann Smith;(202) 555-0143", "ann smith;+12025550143", "Bo Li;+12025550144", ";+12025550145", "Zoë;12345")
# No number to opt out; nobody; a cell too many.
WRONG = {Kind.LEADS: (";;@", "Bo;;;;x"), Kind.OPT_OUTS: ("Ann;;", "Bo;12;", "Bo;;;;x")}
BLANK_LINES = "\n" * 48


@dataclass(frozen=True, slots=True)
class File:
    """What is in a file: its rows that can be read, each with who it is, and how many can't be."""

    kind: Kind
    people: tuple[tuple[str, str], ...]
    wrong: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was uploaded, as one import."""

    firm_id: str
    import_id: str
    file: File


def file_of(dice: Random) -> File:
    """A file of some rows; blank lines between them make several parts of it where the tables are slow."""
    kind = dice.choice(list(Kind))
    right = PEOPLE if kind is Kind.LEADS else PEOPLE[:-1]
    lines, people, wrong = ["Name;Phone;E-mail\n"], [], 0
    for _ in range(dice.randint(3, 7)):
        line = dice.choice(WRONG[kind] if dice.random() < 0.2 else right)
        if line in right:
            name, phone = line.casefold().split(";")
            people.append((name, "".join(filter(str.isdigit, phone))[-10:]))
        else:
            wrong += 1
        lines += [f"{line}\n", BLANK_LINES if dice.random() < 0.5 else ""]
    return File(kind, tuple(people), wrong, "".join(lines).encode())


def upload(world: "World") -> None:
    """Somebody uploads a file, and perhaps once more, then or later; whom it opts out may opt in again meanwhile."""
    user, file = world.dice.choice(USERS), file_of(world.dice)
    _upload(world, user, file, after=0.0)
    if file.kind is Kind.OPT_OUTS:
        line = next(firm for firm in FIRMS if firm.id == user.firm_id).lines[0]
        for address in LEADS:
            world.stage.at(world.dice.uniform(2, 40), lambda address=address: world.text(line, address, "START"))  # type: ignore[misc]
    if world.dice.random() < 0.4:
        _upload(world, user, file, after=world.dice.choice((0.0, 5.0, 90.0)))


def _upload(world: "World", user: User, file: File, after: float) -> None:
    def create(process: Process) -> None:
        draft = ImportDraft(kind=file.kind.value, file_name="people.csv")
        new, _ = imports.create(draft, user=user, imports=process.imports, files=process.files, clock=process.clock)
        world.files.files[user.firm_id, new.id] = file.content
        world.uploads.append(Upload(user.firm_id, new.id, file))
        world.stage.note("uploads", file.kind, f"{len(file.people)} rows and {file.wrong} wrong ones")
        _start(world, world.uploads[-1], after=0.5, tries=4)

    world.run(f"{user.firm_id}/{user.id} uploads", create, after, lambda: None)


def _start(world: "World", uploaded: Upload, after: float, tries: int) -> None:
    """Start an import; a person who sees an error, or is in a hurry, clicks again."""

    def again() -> None:
        if tries > 1:
            _start(world, uploaded, world.dice.uniform(1, 8), tries - 1)

    def run(process: Process) -> None:
        imports.run(
            LEADS_PLAN if uploaded.file.kind is Kind.LEADS else OPT_OUTS_PLAN,
            firm_id=uploaded.firm_id,
            import_id=uploaded.import_id,
            imports=process.imports,
            files=process.files,
            queues=process.queues,
            clock=process.clock,
        )

    world.run(f"{uploaded.firm_id} starts an import", run, after, again)
    if world.dice.random() < 0.2:
        world.run(f"{uploaded.firm_id} starts an import", run, after, lambda: None)


def check(world: "World") -> None:
    """Each row of each file that was started is counted once, and did once what it says."""
    done: list[tuple[Upload, Counts]] = []
    for uploaded in world.uploads:
        found = world.at_rest().imports.one(uploaded.firm_id, uploaded.import_id)
        if found is None or found.stage in (Stage.RUNNING, Stage.FAILED):
            raise Violation("an import that was started didn't end")
        if found.stage is Stage.DONE:
            done.append((uploaded, found.counts))
            _check_counts(uploaded.file, found.counts)
    for firm_id in dict.fromkeys(uploaded.firm_id for uploaded, _ in done):
        _check_leads(world, firm_id, [each for each in done if each[0].firm_id == firm_id])


def _check_counts(file: File, counts: Counts) -> None:
    if (counts.rows, counts.refused) != (len(file.people) + file.wrong, file.wrong):
        raise Violation(
            f"a file's rows are counted as {counts}, and are {len(file.people)} and {file.wrong} wrong ones"
        )
    if counts.added + counts.repeated + counts.refused != counts.rows:
        raise Violation("a row was counted twice, or not at all")


def _check_leads(world: "World", firm_id: str, done: Iterable[tuple[Upload, Counts]]) -> None:
    """Different people make a lead each, however often and in how many files they are."""
    of_leads = [(uploaded, counts) for uploaded, counts in done if uploaded.file.kind is Kind.LEADS]
    made = {place for place in world.clerk.imported if place[0] == firm_id}
    if made & world.clerk.removed:
        return
    people = {person for uploaded, _ in of_leads for person in uploaded.file.people}
    if len(made) != len(people):
        raise Violation(f"{len(people)} people in files became {len(made)} leads")
    added = sum(counts.added for _, counts in of_leads)
    if added != len(people):
        raise Violation(f"{len(people)} people in files are counted as {added} new ones")
