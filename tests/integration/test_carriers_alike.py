"""The simulation's provider and Twilio's carrier keep the same promises, each mishap by the same name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Protocol, TypeVar

import pytest
from msgspec.structs import replace

from leadline.adapters.twilio.carrier import TwilioCarrier
from leadline.domain.firm import Line as FirmLine
from leadline.domain.identifiers import new_id
from leadline.domain.message import Direction, Message, Status
from leadline.domain.ports import Carrier
from leadline.domain.provider import Busy, Declined, Unknown
from tests.integration.conftest import ACCOUNT, LEAD, LINE, WORDS, Twilio
from tests.simulation.provider import Connection, Provider
from tests.simulation.stage import Stage, true_time
from tests.simulation.trouble import Mishap, Trouble

THEIR_LINE = FirmLine(id="line", firm_id="firm", type="sms", address=LINE, provider_account=ACCOUNT.sid)
FAULTS = {
    Mishap.TOO_MANY: "too_many",
    Mishap.ERROR: "error_before",
    Mishap.ERROR_ACCEPTED: "error_after",
    Mishap.LOST_BEFORE: "lost_before",
    Mishap.LOST_AFTER: "lost_after",
}


Answer = TypeVar("Answer")


class World(Protocol):
    """A provider, and the one line and lead in it."""

    @property
    def carrier(self) -> Carrier: ...

    def during(self, mishap: Mishap | None, ask: Callable[[], Answer]) -> Answer: ...

    def now(self) -> datetime: ...

    def text(self, body: str) -> str: ...


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

    def text(self, body: str) -> str:
        sid = self.provider.take_in(THEIR_LINE, LEAD, body).provider_id
        self.stage.play(self.stage.time + 120)
        return sid


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

    def text(self, body: str) -> str:
        sid: str = self.twilio.text(body)["sid"]
        return sid


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
        provider_account=ACCOUNT.sid,
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


def test_what_came_in_is_listed_oldest_first_with_its_time(world: World):
    sids = [world.text(body) for body in ("First", "Second")]
    since = world.now() - timedelta(hours=1)

    texts = list(world.during(None, lambda: world.carrier.received_by(THEIR_LINE, since=since)))

    assert [(text.provider_id, text.body, text.sender) for text in texts] == [
        (sids[0], "First", LEAD),
        (sids[1], "Second", LEAD),
    ]
    other = replace(THEIR_LINE, address="+14155550199")
    assert not list(world.during(None, lambda: world.carrier.received_by(other, since=since)))
    at = world.during(None, lambda: world.carrier.received_at(sids[0], account=ACCOUNT.sid))
    assert at == texts[0].sent_at
    assert world.during(None, lambda: world.carrier.received_at("SM" + "0" * 32, account=ACCOUNT.sid)) is None
