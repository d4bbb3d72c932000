"""Search follows whatever happens, and finds just whom a plain look through all leads would find."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from leadline.domain.lead import Lead
from leadline.domain.lead_ports import Subject
from leadline.domain.search import words
from leadline.services import following, search
from tests.fakes import NOON
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


@dataclass(slots=True)
class World:
    """A firm's leads, and the search that follows them."""

    book: InMemoryLeadBook = field(default_factory=InMemoryLeadBook)
    index: InMemoryLeadIndex = field(default_factory=InMemoryLeadIndex)
    people: InMemoryPeople = field(default_factory=InMemoryPeople)
    made: int = 0

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
                (self.people.opted_out.add if what == "STOP" else self.people.opted_out.discard)(phone)
            case "landline" if phone:
                self.people.refused[phone] = "landline"
        touched = {phone, *(each.phone for each in (lead, after) if each)}
        for subject in [Subject(firm_id="f", thread_id=each) for each in sorted(filter(None, touched))]:
            following.follow(subject, book=self.book, index=self.index, people=self.people)

    def found(self, query: str) -> dict[str, str]:
        """Whom the picker shows, by phone: the lead."""
        return {str(entry.phone): str(entry.lead_id) for entry in search.people(query, firm_id="f", index=self.index)}

    def wanted(self, query: str) -> dict[str, str]:
        """Whom a plain look through all leads finds: whose signups have it, the newest signup standing for them."""
        by_phone: dict[str, list[Lead]] = {}
        for lead in self.book.rows.values():
            if lead.phone and lead.phone not in self.people.opted_out | self.people.refused.keys():
                by_phone.setdefault(lead.phone, []).append(lead)
        return {
            phone: max(leads, key=lambda lead: lead.created_at).id
            for phone, leads in by_phone.items()
            if any(_has(lead, query) for lead in leads)
        }


def _has(lead: Lead, query: str) -> bool:
    digits = "".join(filter(str.isdigit, query))
    if digits and not any(map(str.isalpha, query)):
        forms = [str(lead.phone)[1:], str(lead.phone).removeprefix("+1").removeprefix("+44")]
        forms += [f"0{forms[1]}"] if str(lead.phone).startswith("+44") else []
        anywhere = len(digits) >= 4 and any(digits in form for form in forms)
        return anywhere or any(form.startswith(digits) for form in forms)
    sought = " ".join(words(query))
    texts = [words(lead.name or ""), words(lead.email or "")[:-1] and words(lead.email or "")]
    return any(" ".join(text[start:]).startswith(sought) for text in texts for start in range(len(text)))


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
