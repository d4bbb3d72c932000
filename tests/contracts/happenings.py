"""What may happen to the tables, drawn by chance: the same to both sides, and what each of them says to it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from msgspec.structs import replace

from leadline.domain.accounts.firm import Firm
from leadline.domain.errors import NUMBER_REFUSALS, RateLimited, Refusal
from leadline.domain.opt_outs.opt_out import Word
from leadline.domain.ports.texting import Contested, Duplicate, WordChange
from leadline.domain.texting.message import Direction, Media, Message, Reason, Status
from leadline.domain.texting.provider import Report
from leadline.domain.texting.thread import seal
from tests.contracts.conftest import FIRMS, Side

LEADS = ("+12025550143", "+12025550144")
BODIES = ("Hi", "Are you there?")
USERS = ("dana", "lee")
KEYS = (None, None, "key 1", "key 2")
STEPS = (0.0, 0.0, 0.3, 1.0, 2.5, 61.0, 300.0, 90_000.0)
OUTCOMES = (Status.SENT, Status.DELIVERED, Status.FAILED)


@dataclass(slots=True)
class Happenings:
    """A history in the making; `told` is what both sides said, by name, so that a test can see what it has covered."""

    dice: Random
    sides: tuple[Side, Side]
    sent: list[Message] = field(default_factory=list)
    inbound: list[Message] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    made: int = 0

    def happen(self) -> None:
        """Let one thing happen."""
        step = timedelta(seconds=self.dice.choice(STEPS))
        for side in self.sides:
            side.clock.pass_time(step)
        acts = [self.attempt, self.attempt, self.attempt, self.settle, self.fail, self.report, self.report]
        acts += [
            self.clear,
            self.check_again,
            self.receive,
            self.receive,
            self.read,
            self.due,
            self.burst,
            self.click_twice,
        ]
        self.dice.choice(acts + self.more())()

    def more(self) -> list[Callable[[], None]]:
        """What else may happen."""
        return []

    def alike(self, name: str, act: Callable[[Side], Any]) -> Any:
        """Do the same on both sides; what they say must be the same."""
        memory, dynamo = (_said(act, side) for side in self.sides)
        assert memory == dynamo, f"{name}\n in memory: {memory}\n in DynamoDB: {dynamo}"
        self.told[f"{name}: {_kind(memory)}"] += 1
        return memory

    # ---- What happens ---------------------------------------------------------------------------------------------

    def attempt(self, place: tuple[Firm, str] | None = None, user: str | None = None, body: str | None = None) -> None:
        """Somebody sends, perhaps once more the same."""
        firm, address = place or self._somewhere()
        clicked_at = self.sides[0].clock.now() - timedelta(seconds=self.dice.choice((0.0, 0.0, 0.2, 3.0)))
        message = Message(
            id=self._id(clicked_at),
            direction=Direction.OUTBOUND,
            status=Status.SENDING,
            body=body or self.dice.choice(BODIES),
            segments=1,
            created_at=clicked_at,
            line_id=firm.lines[0].id,
            account="AC1",
            user_id=user or self.dice.choice(USERS),
            user_name="Somebody",
            lead_id=self.dice.choice((None, "lead")),
            idempotency_key=self.dice.choice(KEYS),
            **_place(firm, address),
        )
        name, must_exist = self.dice.choice((None, "Sam")), self.dice.random() < 0.3
        until = self.sides[0].clock.now() + timedelta(seconds=4)
        found = self.alike(
            "attempt",
            lambda side: side.sends.record_attempt(message, name=name, must_exist=must_exist, retry_until=until),
        )
        if found is None:
            self.sent.append(message)

    def burst(self) -> None:
        """Somebody sends more than ten in a minute, to a number that nothing is known of."""
        place = self.dice.choice(FIRMS), f"+1202556{self.made:04}"
        for number in range(12):
            self.attempt(place, "dana", f"{number}")

    def click_twice(self) -> None:
        """Somebody clicks once more when the first click's outcome is known already."""
        place = self._somewhere()
        before = len(self.sent)
        self.attempt(place, "lee", "Twice")
        if len(self.sent) > before:
            message = self.sent[-1]
            report = self._report_of(message, Status.SENT)
            self.alike("settle", lambda side: _outcome(side.sends.settle(message, report)))
        self.attempt(place, "lee", "Twice")

    def settle(self) -> None:
        """A send's outcome is written down."""
        message = self._any(self.sent)
        status = self.dice.choice(OUTCOMES[:2])
        if message:
            self.alike("settle", lambda side: _outcome(side.sends.settle(message, self._report_of(message, status))))

    def fail(self) -> None:
        """A send is refused by the provider."""
        message = self._any(self.sent)
        lesson: dict[str, Any] = self.dice.choice(
            [{}, {}, {"opts_out": True}, {"number_refusal": self.dice.choice(list(NUMBER_REFUSALS))}]
        )
        if message:
            reason, at = Reason("refused", "No.", "30005"), self.sides[0].clock.now()
            self.alike("fail", lambda side: _outcome(side.sends.fail(message, reason, at=at, **lesson)))

    def report(self) -> None:
        """A callback comes, perhaps about something else."""
        message = self._any(self.sent)
        if not message:
            return
        report = self._report_of(message, self.dice.choice(OUTCOMES))
        if report.status is Status.FAILED:
            more: dict[str, Any] = self.dice.choice([{}, {"opts_out": True}, {"number_refusal": "landline"}])
            why = self.dice.choice(
                [Reason("number_gone", "Gone.", "30005"), *[Reason("carrier_filtered", "No.", "30007")] * 3]
            )
            report = replace(report, reason=why, **more)
        wrong = self.dice.choice([{}, {}, {}, {"address": "+12025550199"}, {"account": "AC2"}, {"provider_id": "SM"}])
        report = replace(report, **wrong)
        firm = self.dice.choice([message.firm_id, message.firm_id, FIRMS[0].id])
        self.alike("report", lambda side: side.delivery_receipts.record(firm, message.thread_id, message.id, report))

    def clear(self) -> None:
        """The minute run finds a message's outcome known."""
        message = self._any(self.sent)
        if message:
            self.alike("clear", lambda side: side.sends.clear_guards(_now(side, message)))

    def check_again(self) -> None:
        """The minute run can't tell yet."""
        message = self._any(self.sent)
        at = self.sides[0].clock.now() + timedelta(seconds=60)
        absent_since = self.dice.choice((None, self.sides[0].clock.now()))
        if message:
            self.alike("check", lambda side: side.sends.check_again(message, at=at, absent_since=absent_since))

    def due(self) -> None:
        """The minute run looks what there is to do."""
        until = self.sides[0].clock.now()
        self.alike("due", lambda side: list(side.sends.due(until=until, limit=3)))

    def receive(self) -> None:
        """A text comes in, perhaps again, perhaps late, perhaps with a word that is judged against another one."""
        firm, address = self._somewhere()
        at = self.sides[0].clock.now() - timedelta(seconds=self.dice.choice((0.0, 0.0, 30.0, 400.0)))
        message = self._any(self.inbound) if self.dice.random() < 0.2 else None
        message = message or Message(
            id=self._id(at),
            direction=Direction.INBOUND,
            status=Status.RECEIVED,
            body="A text",
            segments=1,
            created_at=at,
            line_id=firm.lines[0].id,
            account="AC1",
            provider_id=f"IN{len(self.inbound)}",
            media=(Media("https://media.example/1", "image/jpeg"),) * (len(self.inbound) % 3),
            asks_to_stop=len(self.inbound) % 2 == 0,
            **_place(firm, address),
        )
        word = self.dice.choice([None, None, Word.STOP, Word.STOP, Word.START, Word.START, Word.YES])
        change = WordChange(word=word, at=at, exact=self.dice.random() < 0.5) if word else None
        said = self.alike("receive", lambda side: side.inbound_texts.record(message, change))
        if isinstance(said, Contested) and change and self.dice.random() < 0.6:
            judged = replace(change, against=said.state)
            self.alike("receive, judged", lambda side: side.inbound_texts.record(message, judged))
        self.inbound.append(message)

    def read(self) -> None:
        """Somebody opens a conversation."""
        firm, address = self._somewhere()
        message = self._any(self.inbound + self.sent)
        thread_id = seal(address, key=firm.thread_key)
        upto = message.id if message else self._id(self.sides[0].clock.now())
        self.alike("mark read", lambda side: side.inbox.mark_read(firm.id, thread_id, upto))

    # ---- What is seen ---------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Everything that anybody can see is the same on both sides."""
        ids = {message.provider_id or "" for message in self.inbound} | {"never seen"}
        for firm in FIRMS:
            self.alike("inbox", partial(_pages, firm_id=firm.id))
            self.alike("unseen", lambda side, id_=firm.id: side.inbound_texts.unseen(id_, ids))  # type: ignore[misc]
            for address in LEADS:
                self.alike("thread", partial(_history, firm=firm, address=address))
        for message in self.sent:
            self.alike("message", partial(_now, message=message))
        late = self.sides[0].clock.now() + timedelta(days=2)
        self.alike("due at last", lambda side: list(side.sends.due(until=late, limit=1000)))

    def _id(self, at: datetime) -> str:
        """An id that sorts by time, the same whenever this history is told."""
        self.made += 1
        return f"{int(at.timestamp() * 1000):012x}{self.made:020x}"

    def _somewhere(self) -> tuple[Firm, str]:
        return self.dice.choice(FIRMS), self.dice.choice(LEADS)

    def _any(self, messages: list[Message]) -> Message | None:
        return self.dice.choice(messages[-6:]) if messages else None

    def _report_of(self, message: Message, status: Status) -> Report:
        number = self.sent.index(message)
        return Report(provider_id=f"SM{number}", account="AC1", address=message.address, status=status)


def _now(side: Side, message: Message) -> Message:
    found = side.sends.message(message.firm_id, message.thread_id, message.id)
    assert found
    return found


def _outcome(message: Message) -> tuple[str, str, Reason | None]:
    return message.status.value, message.id, message.reason


def _place(firm: Firm, address: str) -> dict[str, Any]:
    return {"firm_id": firm.id, "address": address, "thread_id": seal(address, key=firm.thread_key)}


def _said(act: Callable[[Side], Any], side: Side) -> Any:
    try:
        return act(side)
    except RateLimited as limited:
        return "RateLimited", limited.retry_after_seconds
    except Refusal as refusal:
        return type(refusal).__name__


def _kind(said: Any) -> str:
    """A short name of what was said."""
    match said:
        case Duplicate():
            return "by key" if said.by_idempotency_key else "open click" if said.is_open else "closed click"
        case Message():
            return said.status.value
        case (str(name), *_):
            return name
        case str() | bool() | None:
            return str(said)
        case _:
            return getattr(said, "value", type(said).__name__)


def _pages(side: Side, firm_id: str) -> list[Any]:
    """The inbox in pages of one."""
    found: list[Any] = []
    before = None
    while True:
        page = side.inbox.page(firm_id, limit=1, before=before)
        found += [*page.threads, page.unread]
        before = page.following
        if before is None:
            return found


def _history(side: Side, firm: Firm, address: str) -> Any:
    """A conversation's head and all of its messages."""
    thread_id = seal(address, key=firm.thread_key)
    head, found, before = side.inbox.conversation(firm.id, thread_id, before=None)
    messages = list(found)
    while before:
        _, older, before = side.inbox.conversation(firm.id, thread_id, before=before)
        messages += older
    recent = side.sends.recent(
        firm.id,
        thread_id,
        since=side.clock.now() - timedelta(minutes=2),
        until=side.clock.now() - timedelta(seconds=20),
    )
    return head, messages, list(recent)
