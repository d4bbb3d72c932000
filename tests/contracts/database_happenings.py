"""What may happen to leads, opt-outs by hand, blocks, numbers, search and imports beside the messages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from msgspec.structs import replace

from leadline.domain.accounts.firm import Firm, User
from leadline.domain.imports.import_plan import ImportPlan, Kind
from leadline.domain.imports.uploaded import Counts, Import, PartRead, Stage, ToldRow
from leadline.domain.leads.lead import Lead
from leadline.domain.numbers.number import NumberFacts
from leadline.domain.opt_outs.opt_out import OptOutEntry, Source
from leadline.domain.ports.imports import ImportPart
from leadline.domain.ports.leads import LeadFilter, Subject
from leadline.domain.texting.message import Message, Reason, Status
from leadline.domain.texting.thread import seal
from leadline.services.leads import following
from leadline.services.leads.search import Space
from tests.contracts.conftest import FIRMS, Side
from tests.contracts.happenings import LEADS, Happenings

NAMES = ("Ann Smith", "Bo Li", None)
PLAN = ImportPlan(delimiter=",", has_header=True, columns=["name"])


@dataclass(slots=True)
class DatabaseHappenings(Happenings):
    """A history in which a firm also keeps leads."""

    leads: list[Lead] = field(default_factory=list)
    entries: list[OptOutEntry] = field(default_factory=list)

    def more(self) -> list[Callable[[], None]]:
        acts = [self.sign_up, self.sign_up, self.change, self.remove, self.follow, self.follow, self.enter, self.enter]
        return [*acts, self.lift, self.look_up, self.ask, self.insist, self.unblock, self.read_parts, self.dispatch]

    def sign_up(self) -> None:
        """A lead is added, perhaps with an id that is taken."""
        firm, address = self._somewhere()
        phone = self.dice.choice((address, address, None))
        at = self.sides[0].clock.now()
        taken = self.dice.choice(self.leads).id if self.leads and self.dice.random() < 0.2 else None
        lead = Lead(
            id=taken or self._id(at), firm_id=firm.id, name=self.dice.choice(NAMES), phone=phone, email="a@example.com",
            thread_id=seal(phone, key=firm.thread_key) if phone else None, created_at=at, updated_at=at,
        )  # fmt: skip
        if self.alike("add", lambda side: side.book.add(lead)):
            self.leads.append(lead)

    def change(self) -> None:
        """A lead is changed, perhaps one that was changed or removed meanwhile."""
        if not self.leads:
            return
        before = self.dice.choice(self.leads)
        firm = next(firm for firm in FIRMS if firm.id == before.firm_id)
        phone, at = self.dice.choice((*LEADS, None)), self.sides[0].clock.now()
        after = replace(
            before, name=self.dice.choice(NAMES), phone=phone,
            thread_id=seal(phone, key=firm.thread_key) if phone else None, updated_at=at,
        )  # fmt: skip
        if self.alike("change", lambda side: side.book.change(before, after)) and self.dice.random() < 0.8:
            self.leads[self.leads.index(before)] = after

    def remove(self) -> None:
        if self.leads:
            lead = self.dice.choice(self.leads)
            self.alike("remove", lambda side: side.book.remove(lead))

    def follow(self) -> None:
        """Search follows somebody."""
        firm, address = self._somewhere()
        subject = Subject(firm_id=firm.id, thread_id=seal(address, key=firm.thread_key))
        if self.leads and self.dice.random() < 0.3:
            subject = Subject(firm_id=firm.id, lead_id=self.dice.choice(self.leads).id)
        self.alike(
            "follow", lambda side: following.follow(subject, book=side.book, index=side.index, people=side.people)
        )

    def enter(self) -> None:
        """Somebody is opted out by hand or by a file's row, perhaps by one that was read before."""
        firm, address = self._somewhere()
        known = self.dice.choice(self.entries) if self.entries and self.dice.random() < 0.3 else None
        text = self._any(self.inbound)
        entry = known or self._entry(firm, address)
        if not known and text and self.dice.random() < 0.3:
            entry = replace(entry, message_id=text.id)
        self.alike("enter", lambda side: side.opt_outs.add(entry))
        self.entries.append(entry)

    def lift(self) -> None:
        """An admin takes an entry by hand back."""
        entry = replace(self._entry(*self._somewhere()), source=Source.HAND)
        self.alike("lift", lambda side: side.opt_outs.lift(entry))

    def look_up(self) -> None:
        """A number is claimed, looked up and told to a thread, or the provider doesn't tell."""
        firm, address = self._somewhere()
        at = self.sides[0].clock.now()
        claimed = self.alike("claim", lambda side: side.numbers.claim(address, at=at))
        line_type, refusal = self.dice.choice((("mobile", None), ("mobile", None), ("landline", "landline")))
        facts = NumberFacts(line_type=line_type, refusal=refusal, looked_up_at=at)
        if claimed and self.dice.random() < 0.5:
            self.alike("learn", lambda side: side.numbers.learn(address, facts))
            thread_id = seal(address, key=firm.thread_key)
            self.alike("tell", lambda side: side.numbers.tell(firm.id, thread_id, facts))
        elif claimed and self.dice.random() < 0.5:
            self.alike("release", lambda side: side.numbers.release(address))

    def ask(self) -> None:
        firm, address = self._somewhere()
        self.alike("ask", lambda side: side.numbers.ask(firm.id, seal(address, key=firm.thread_key)))

    def insist(self) -> None:
        """Carriers filter some messages in a row, and some reports are repeated; then somebody tries once more."""
        place = self._somewhere()
        before = len(self.sent)
        for number in range(3):
            self.attempt(place, "lee", f"Offer {number}")
        for message in self.sent[before:]:
            report = replace(self._report_of(message, Status.FAILED), reason=Reason("carrier_filtered", "No.", "30007"))
            for _ in range(self.dice.choice((1, 2))):
                self.alike("report", partial(_record, message=message, report=report))
        self.attempt(place, "lee", "One more")

    def unblock(self) -> None:
        firm, address = self._somewhere()
        admin = User(id="dana", firm_id=firm.id, name="Dana", email="", role="admin")
        self.alike("unblock", lambda side: side.blocks.lift(seal(address, key=firm.thread_key), user=admin))

    def read_parts(self) -> None:
        """A file is announced, started and read in parts, each step perhaps twice."""
        at = self.sides[0].clock.now()
        new = Import(
            id=self._id(at),
            firm_id=FIRMS[0].id,
            kind=self.dice.choice(list(Kind)),
            file_name="f",
            created_at=at,
            user_id="d",
            user_name="D",
        )
        running = replace(new, stage=Stage.RUNNING, plan=PLAN, size=100, version="1", place=10, row=2)
        self.alike("announce", lambda side: side.imports.add(new))
        for _ in range(self.dice.choice((0, 1, 2))):
            self.alike("start", lambda side: side.imports.start(running))
        for place, is_last in ((10, False), (10, False), (50, True), (50, True)):
            part = ImportPart(firm_id=new.firm_id, import_id=new.id, place=place, row=2, queued_at=at)
            told = [
                ToldRow(row=place + number // 2, field=None, reason=f"{number}", text="x", is_kept=number % 3 == 0)
                for number in range(8)
            ]
            read = PartRead(counts=Counts(3, 1, 1, 1, 2, 1), told=told, place=place + 40, row=5, is_last=is_last)
            if self.dice.random() < 0.8:
                self.alike("record part", partial(_record_part, part=part, read=read))
        if self.dice.random() < 0.3:
            self.alike("fail import", lambda side: side.imports.fail(new.firm_id, new.id, "No."))
        self.alike("import", lambda side: side.imports.one(new.firm_id, new.id))
        for limit in (3, 8, 16, 99):
            self.alike("told", partial(_told, of=new, limit=limit))
        for kind in (None, *Kind):
            self.alike("imports", partial(_imports, firm_id=new.firm_id, kind=kind))

    def dispatch(self) -> None:
        """Whatever the fakes' stream tells the tables' does, too; that may tell of more."""
        memory, dynamo = (set(side.stream.news()) for side in self.sides)
        assert memory <= dynamo, f"only in memory: {memory - dynamo}"
        self.told[f"dispatch: {bool(memory)}"] += 1

    def look(self) -> None:
        Happenings.look(self)
        for firm in FIRMS:
            self.alike("page", lambda side, id_=firm.id: side.book.page(id_, limit=99, before=None, only=LeadFilter()))  # type: ignore[misc]
            for space in Space:
                for query in ("tann", "tbo", "s0143"):
                    self.alike("find", partial(_found, firm_id=firm.id, space=space.value, query=query))
            for address in LEADS:
                self.alike("person", partial(_person, firm=firm, address=address))

    def _entry(self, firm: Firm, address: str) -> OptOutEntry:
        return OptOutEntry(
            id=self._id(self.sides[0].clock.now()), firm_id=firm.id, thread_id=seal(address, key=firm.thread_key),
            address=address, source=self.dice.choice((Source.HAND, Source.HAND, Source.IMPORT)),
            note=self.dice.choice((None, "on the phone")), user_id="dana", user_name="Dana",
        )  # fmt: skip


def _record(side: Side, message: Message, report: Any) -> bool:
    return side.delivery_receipts.record(message.firm_id, message.thread_id, message.id, report)


def _record_part(side: Side, part: ImportPart, read: PartRead) -> bool:
    return side.imports.record(part, read)


def _found(side: Side, firm_id: str, space: str, query: str) -> list[str]:
    return sorted(map(str, side.index.find(firm_id, space, query, limit=99)))


def _person(side: Side, firm: Firm, address: str) -> Any:
    """All that is known of one; what tells of a block has an id of its own."""
    thread_id = seal(address, key=firm.thread_key)
    standing = side.people.standing(firm.id, thread_id, address)
    stands = side.opt_outs.standing(firm.id, thread_id)
    history = [
        replace(entry, id="", at=side.clock.now()) if entry.action.endswith("blocked") else entry
        for entry in side.opt_outs.history(firm.id, thread_id)
    ]
    return (
        replace(standing, refusal=None),
        type(standing.refusal),
        stands and replace(stands, place=""),
        sorted(history, key=str),
        side.numbers.facts(address) or NumberFacts(),  # a claim that was given up leaves an empty row
        side.book.of_phone(firm.id, thread_id, limit=9),
    )


def _told(side: Side, of: Import, limit: int) -> list[tuple[Sequence[ToldRow], str | None]]:
    """Every page of what is told of an import's rows."""
    pages = [side.imports.told(of.firm_id, of.id, limit=limit, after=None)]
    while (after := pages[-1][1]) is not None:
        pages.append(side.imports.told(of.firm_id, of.id, limit=limit, after=after))
    return pages


def _imports(side: Side, firm_id: str, kind: Kind | None) -> list[tuple[Sequence[Import], str | None]]:
    """Every page of a firm's imports."""
    pages = [side.imports.newest(firm_id, kind=kind, limit=2, before=None)]
    while (before := pages[-1][1]) is not None:
        pages.append(side.imports.newest(firm_id, kind=kind, limit=2, before=before))
    return pages
