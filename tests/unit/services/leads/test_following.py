"""Search follows whatever happens, and finds just whom a plain look through all leads would find."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from leadline.domain.leads.lead import Lead
from leadline.domain.numbers.number import NumberFacts
from leadline.domain.opt_outs.opt_out import OptOutState
from leadline.domain.ports.leads import Subject
from leadline.services.leads import following, search
from tests import plain_search
from tests.fakes import NOON, InMemoryTables
from tests.fakes.leads import InMemoryLeadBook, InMemoryLeadIndex, InMemoryPeople

PHONES = ["+12025550143", "+12025550144", "+442079460958", None]
NAMES = ["Ann Smith", "Anna Lind", "Zoë O'Neil", "Bo Li", "Smith Ann", None]
EMAILS = ["ann@example.com", "zoe.li@mail.example", None]
QUERIES = [
    "an",
    "ann",
    "ann smi",
    "smith",
    "zoe",
    "oneil",
    "li",
    "mail",
    "0143",
    "202",
    "(202) 555-014",
    "0958",
    "44 20",
    "bo l",
]
OPTED_OUT = OptOutState(opted_out=True, changed_at=NOON, provider_id=None, exact=False)


@dataclass
class World:
    """A firm's leads, and the search that follows them."""

    tables: InMemoryTables = field(default_factory=InMemoryTables)
    index: InMemoryLeadIndex = field(default_factory=InMemoryLeadIndex)
    made: int = 0

    def __post_init__(self) -> None:
        self.book, self.people = InMemoryLeadBook(self.tables), InMemoryPeople(self.tables)

    def happen(self, what: str, who: int, phone: str | None, name: str | None, email: str | None) -> None:
        """Let one thing happen, and search follow whom it is about."""
        before = sorted(self.book.rows.values(), key=lambda lead: lead.id)
        lead = before[who % len(before)] if before else None
        after: Lead | None = None
        match what:
            case "sign up":
                at = NOON + timedelta(minutes=self.made)
                self.made += 1
                after = Lead(
                    id=f"{self.made:04}", firm_id="f", name=name, phone=phone, email=email,
                    thread_id=phone, created_at=at, updated_at=at,
                )  # fmt: skip
                self.book.add(after)
            case "change" if lead:
                after = replace(lead, name=name, phone=phone, thread_id=phone, email=email)
                self.book.change(lead, after)
            case "remove" if lead:
                self.book.remove(lead)
            case "STOP" | "START" if phone:
                self.tables.opt_out("f", phone, replace(OPTED_OUT, opted_out=what == "STOP"))
            case "landline" if phone:
                self.tables.numbers[phone] = NumberFacts(refusal="landline")
        touched = {phone, *(each.phone for each in (lead, after) if each)}
        for subject in [Subject(firm_id="f", thread_id=each) for each in sorted(filter(None, touched))]:
            following.follow(subject, book=self.book, index=self.index, people=self.people)

    def found(self, query: str) -> dict[str, str]:
        """Whom the picker shows, by phone: the lead."""
        return {str(entry.phone): str(entry.lead_id) for entry in search.people(query, firm_id="f", index=self.index)}

    def wanted(self, query: str) -> dict[str, str]:
        """Whom a plain look through all leads finds."""
        opted_out = {address for (_, address), state in self.tables.opt_outs.items() if state.opted_out}
        return plain_search.people(query, self.book.rows.values(), untextable=opted_out | self.tables.numbers.keys())


happening = st.tuples(
    st.sampled_from(["sign up", "sign up", "sign up", "change", "remove", "STOP", "START", "landline"]),
    st.integers(0, 20),
    st.sampled_from(PHONES),
    st.sampled_from(NAMES),
    st.sampled_from(EMAILS),
)


@given(st.lists(happening, max_size=25))
def test_search_finds_whom_a_plain_look_through_all_leads_finds(happenings: list[tuple[str, int, str, str, str]]):
    world = World()
    for each in happenings:
        world.happen(*each)

        assert {query: world.found(query) for query in QUERIES} == {query: world.wanted(query) for query in QUERIES}


def test_what_a_dead_worker_left_undone_is_made_up_for_by_building_search_anew():
    world = World()
    world.happen("sign up", 0, PHONES[0], "Ann Smith", None)
    world.book.change(world.book.rows["f", "0001"], replace(world.book.rows["f", "0001"], name="Beth Smith"))
    assert world.found("ann")
    assert not world.found("beth")

    following.follow(Subject(firm_id="f", thread_id=PHONES[0]), book=world.book, index=world.index, people=world.people)

    assert world.found("beth")
    assert not world.found("ann")


def test_a_search_reads_60_entries_at_most_and_shows_20_people():
    world = World()
    for number in range(200):
        world.happen("sign up", 0, f"+1202555{number:04}", "Ann Smith", None)
    world.index.read = 0

    assert len(world.found("ann smi")) == search.SHOWN == 20
    assert world.index.read == search.READ == 60
