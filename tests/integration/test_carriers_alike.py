"""The simulation's provider and Twilio's carrier keep the same promises, each mishap by the same name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Protocol, TypeVar

import pytest
from msgspec.structs import replace

from leadline.adapters.twilio.carrier import TwilioCarrier
from leadline.domain.accounts.line import Line as FirmLine
from leadline.domain.identifiers import new_id
from leadline.domain.ports.texting import Carrier
from leadline.domain.texting.message import Direction, Message, Status
from leadline.domain.texting.provider import Busy, Declined, InboundText, Unknown
from tests.integration.conftest import ACCOUNT, LEAD, LINE, WORDS, Twilio
from tests.simulation.provider import Connection, Provider
from tests.simulation.stage import Stage, true_time
from tests.simulation.trouble import Mishap, Trouble

THEIR_LINE = FirmLine(id="line", firm_id="firm", address=LINE, account=ACCOUNT.sid)
FAULTS = {
    Mishap.TOO_MANY: "too_many",
    Mishap.ERROR: "error_before",
    Mishap.ERROR_ACCEPTED: "error_after",
    Mishap.LOST_BEFORE: "lost_before",
    Mishap.LOST_AFTER: "lost_after",
}


SECOND = timedelta(seconds=1)
Answer = TypeVar("Answer")


class World(Protocol):
    """A provider, and the one line and lead in it."""

    @property
    def carrier(self) -> Carrier: ...

    def during(self, mishap: Mishap | None, ask: Callable[[], Answer]) -> Answer: ...

    def now(self) -> datetime: ...

    def text(self, body: str, *, pictures: int = 0) -> str: ...

    def shorten_pages(self, longest: int) -> None: ...


@dataclass(slots=True)
class Certain(Trouble):
    """What goes wrong with the next request."""

    next: Mishap | None = None

    def of_provider(self) -> Mishap | None:
        mishap, self.next = self.next, None
        return mishap


class Told:
    """The simulation's provider."""

    def __init__(self) -> None:
        self.stage = Stage(Random(0))
        self.trouble = Certain(self.stage, tables=0.0, provider=0.0)
        self.provider = Provider(self.stage, self.trouble, blocks=True)
        self.carrier = Connection(self.provider)

    def during(self, mishap: Mishap | None, ask: Callable[[], Answer]) -> Answer:
        answers: list[Answer | Exception] = []

        def act() -> None:
            try:
                answers.append(ask())
            except (Busy, Declined, Unknown) as refusal:
                answers.append(refusal)

        self.trouble.next = mishap
        self.stage.enter("somebody", act)
        self.stage.play(self.stage.time + 120)
        (answer,) = answers
        if isinstance(answer, Exception):
            raise answer
        return answer

    def now(self) -> datetime:
        return true_time(self.stage)

    def text(self, body: str, *, pictures: int = 0) -> str:
        sid = self.provider.take_in(THEIR_LINE, LEAD, body, pictures=pictures).provider_id
        self.stage.play(self.stage.time + 120)
        return sid

    def shorten_pages(self, longest: int) -> None:
        self.provider.page = longest


@dataclass
class Played:
    """The simulated Twilio behind the real SDK."""

    twilio: Twilio
    carrier: Carrier

    def during(self, mishap: Mishap | None, ask: Callable[[], Answer]) -> Answer:
        if mishap is Mishap.REFUSED:
            self.twilio.fault("refuse", value=21606, times=1)
        elif mishap:
            self.twilio.fault(FAULTS[mishap], times=1)
        return ask()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def text(self, body: str, *, pictures: int = 0) -> str:
        files = [{"contentType": "image/png", "base64": "aGk="}] * pictures
        sid: str = self.twilio.text(body, pictures=files)["sid"]
        return sid

    def shorten_pages(self, longest: int) -> None:
        self.twilio.fault("list_short", value=longest)


@pytest.fixture(params=["told", "played"])
def world(request: pytest.FixtureRequest, twilio: Twilio) -> World:
    """Each of the two in turn."""
    if request.param == "told":
        return Told()
    base = str(twilio.http.base_url).rstrip("/")
    tokens = {ACCOUNT.sid: ACCOUNT.token}
    return Played(twilio, TwilioCarrier(tokens, base=base, callback_url="http://127.0.0.1:9/deliveries"))


def message(world: World) -> Message:
    """A text to the lead."""
    return Message(
        id=new_id(world.now()),
        firm_id="firm",
        thread_id="thread",
        address=LEAD,
        direction=Direction.OUTBOUND,
        status=Status.SENDING,
        body=WORDS,
        segments=1,
        created_at=world.now(),
        line_id=THEIR_LINE.id,
        account=ACCOUNT.sid,
    )


def send(world: World, mishap: Mishap | None = None) -> object:
    """Send it."""
    text = message(world)
    return world.during(mishap, lambda: world.carrier.send(text, line=THEIR_LINE, callback_key=text.id))


def taken(world: World) -> list[str]:
    """What the provider's list has."""
    since = world.now() - timedelta(hours=1)
    listed = world.during(None, lambda: world.carrier.sent_to(LEAD, account=ACCOUNT.sid, since=since))
    return [record.body for record in listed]


def test_what_is_taken_is_reported_as_sent_and_stands_in_the_list(world: World):
    before = world.now()

    report = world.during(None, lambda: world.carrier.send(message(world), line=THEIR_LINE, callback_key="key"))

    since = before - timedelta(seconds=1)
    (row,) = world.during(None, lambda: world.carrier.sent_to(LEAD, account=ACCOUNT.sid, since=since))
    assert (report.status, report.account, report.address) == (Status.SENT, ACCOUNT.sid, LEAD)
    assert (row.report.provider_id, row.body, row.sender) == (report.provider_id, WORDS, LINE)
    assert row.created_at.microsecond == 0
    assert since.replace(microsecond=0) <= row.created_at <= world.now()
    late = world.now() + timedelta(seconds=2)
    assert not list(world.during(None, lambda: world.carrier.sent_to(LEAD, account=ACCOUNT.sid, since=late)))


@pytest.mark.parametrize(
    ("mishap", "raised", "left"),
    [
        (Mishap.TOO_MANY, Busy, []),
        (Mishap.ERROR, Unknown, []),
        (Mishap.ERROR_ACCEPTED, Unknown, [WORDS]),
        (Mishap.LOST_BEFORE, Unknown, []),
        (Mishap.LOST_AFTER, Unknown, [WORDS]),
        (Mishap.REFUSED, Declined, []),
    ],
)
def test_a_mishap_has_one_name_and_leaves_what_it_says(
    world: World, mishap: Mishap, raised: type[Exception], left: list[str]
):
    with pytest.raises(raised):
        send(world, mishap)

    assert taken(world) == left


def test_a_lead_who_said_stop_to_the_provider_is_refused_as_opted_out(world: World):
    world.text("STOP")

    with pytest.raises(Declined) as refused:
        send(world)

    assert refused.value.opts_out
    assert refused.value.reason.code == "opted_out"
    assert WORDS not in taken(world)


def received(world: World, *, since: datetime, until: datetime | None = None) -> Sequence[InboundText] | None:
    """What the provider's list has for the line; None where that is more than a page."""
    return world.during(None, lambda: world.carrier.received_by(THEIR_LINE, since=since, until=until))


def second_of(world: World, sid: str) -> datetime:
    """The second in which a text came in."""
    at = world.during(None, lambda: world.carrier.received_at(sid, account=ACCOUNT.sid))
    assert at
    return at


def test_what_came_in_is_listed_oldest_first_with_its_time(world: World):
    sids = [world.text(body) for body in ("First", "Second")]
    since = world.now() - timedelta(hours=1)

    texts = received(world, since=since)

    assert texts
    assert [(text.provider_id, text.body, text.sender) for text in texts] == [
        (sids[0], "First", LEAD),
        (sids[1], "Second", LEAD),
    ]
    other = replace(THEIR_LINE, address="+14155550199")
    assert world.during(None, lambda: world.carrier.received_by(other, since=since, until=None)) == []
    assert second_of(world, sids[0]) == texts[0].sent_at
    assert world.during(None, lambda: world.carrier.received_at("SM" + "0" * 32, account=ACCOUNT.sid)) is None


def test_a_window_of_the_list_begins_with_its_first_second_and_ends_before_its_last(world: World):
    at = second_of(world, world.text("Hi"))

    for since, until, many in ((0, 1, 1), (0, 2, 1), (-1, 1, 1), (-1, 0, 0), (1, 2, 0), (0, None, 1), (1, None, 0)):
        end = None if until is None else at + until * SECOND
        assert len(received(world, since=at + since * SECOND, until=end) or ()) == many, (since, until)


def test_what_outgrows_a_page_is_not_listed_in_part_but_a_second_is_listed_to_its_end(world: World):
    sids = [world.text(f"{number}") for number in range(7)]
    seconds = [second_of(world, sid) for sid in sids]
    world.shorten_pages(2)

    # when, then
    assert received(world, since=seconds[0] - 2 * SECOND) is None
    assert received(world, since=seconds[0] - SECOND, until=seconds[-1] + SECOND) is None
    for second in set(seconds):
        listed = received(world, since=second, until=second + SECOND)
        assert [text.provider_id for text in listed or ()] == [
            sid for sid, at in zip(sids, seconds, strict=True) if at == second
        ]


def test_everything_that_was_sent_to_somebody_is_listed_however_short_the_pages_are(world: World):
    for _ in range(5):
        send(world)
    world.shorten_pages(2)

    assert taken(world) == [WORDS] * 5


def test_what_came_with_a_text_is_told_when_it_is_asked_for(world: World):
    world.text("Look", pictures=2)
    world.text("Nothing")

    look, nothing = received(world, since=world.now() - timedelta(hours=1)) or ()

    assert (look.has_unlisted_media, look.media, nothing.has_unlisted_media) == (True, (), False)
    media = world.during(None, lambda: world.carrier.media_of(look))
    assert [item.content_type for item in media] == ["image/png"] * 2
