"""Bringing in what the provider could not deliver to us."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from leadline.domain.accounts.line import Line
from leadline.domain.texting.message import Media, Reason
from leadline.domain.texting.provider import Busy, Declined, InboundText, Unknown
from leadline.services.texting import sweep
from tests.fakes import NOON, ScriptedCarrier
from tests.unit.services.conftest import LINE, Office
from tests.unit.services.texting.test_inbound import opted_out, receive, text

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
RUN = 35 * SECOND
SECOND_LINE = replace(LINE, id="second", address="+14155550101", is_default=False)


def run(office: Office) -> int:
    """One run of the minute rule."""
    return sweep.sweep(
        accounts=office.accounts,
        inbound_texts=office.inbound_texts,
        carrier=office.carrier,
        clock=office.clock,
        until=office.clock.now() + RUN,
    )


def missed(*bodies: str, **fields: Any) -> Sequence[InboundText]:
    """Texts that only the provider's list has."""
    return [text(body, sent_at=NOON - timedelta(seconds=30), **fields) for body in bodies]


def test_a_text_that_never_reached_us_is_brought_in(office: Office):
    office.carrier.inbound[LINE.id] = missed("Are you there?")

    assert run(office) == 1

    assert [message.body for message in office.inbound_texts.messages] == ["Are you there?"]
    assert run(office) == 0


def test_a_missed_stop_opts_out(office: Office):
    office.carrier.inbound[LINE.id] = missed("STOP")

    run(office)

    assert opted_out(office) is True


def test_what_came_in_already_stays_as_it_is(office: Office):
    known = text("Hi")
    receive(office, known)
    office.carrier.inbound[LINE.id] = [replace(known, sent_at=NOON), *missed("And another")]

    assert run(office) == 1
    assert [message.body for message in office.inbound_texts.messages] == ["Hi", "And another"]


@pytest.mark.parametrize("trouble", [Busy(), Unknown(), Declined(Reason("line_refused", "…", "20003"))])
def test_a_line_whose_account_fails_does_not_hold_others_up(office: Office, trouble: Exception):
    office.change_firm(lines=(LINE, replace(SECOND_LINE, account="AC2")))
    hi = missed("Hi", recipient=SECOND_LINE.address, account="AC2")
    office.carrier.inbound = {LINE.id: trouble, SECOND_LINE.id: hi}

    assert run(office) == 1

    assert office.accounts.tried == [(LINE.id, None), (SECOND_LINE.id, NOON - sweep.LATE)]


def test_a_line_is_read_from_where_nothing_can_be_missing_any_more(office: Office):
    since = NOON - timedelta(hours=2)
    office.change_line(swept_until=since)
    office.carrier.inbound[LINE.id] = [text("Late", sent_at=since), text("Older", sent_at=since - SECOND)]

    assert run(office) == 1

    assert [message.body for message in office.inbound_texts.messages] == ["Late"]
    assert office.accounts.firms[LINE.firm_id].lines[0].swept_until == NOON - sweep.LATE, "a text is listed late"


def test_texts_that_are_listed_late_are_brought_in(office: Office):
    run(office)
    office.clock.pass_time(8 * MINUTE)
    office.carrier.inbound[LINE.id] = missed("Late")

    assert run(office) == 1


@pytest.mark.parametrize("apart", [timedelta(), timedelta(milliseconds=1), SECOND, MINUTE, timedelta(hours=5)], ids=str)
def test_more_texts_than_a_page_holds_are_all_brought_in_oldest_first(office: Office, apart: timedelta):
    # given: 40 texts were missed, the oldest is a STOP, and a page holds 30
    office.carrier.page = 30
    first = NOON - sweep.LATE - 40 * apart
    office.change_line(swept_until=first)
    office.carrier.inbound[LINE.id] = [
        text("STOP" if number == 0 else f"{number}", sent_at=first + number * apart) for number in range(40)
    ]

    assert run(office) == 40

    assert [message.body for message in office.inbound_texts.messages] == ["STOP", *map(str, range(1, 40))]
    assert opted_out(office) is True
    assert run(office) == 0


def test_a_run_that_ends_in_the_middle_marks_only_what_it_has_read(office: Office):
    # given: a text an hour was missed, and each look at the list takes four seconds
    office.carrier.page = 5
    first = NOON - timedelta(hours=48)
    office.change_line(swept_until=first)
    texts = [text(f"{number}", sent_at=first + timedelta(hours=number)) for number in range(48)]
    office.carrier.inbound[LINE.id] = texts
    office.carrier.slow[LINE.id] = lambda: office.clock.pass_time(timedelta(seconds=4))

    # when, then
    runs = 0
    while not {message.body for message in office.inbound_texts.messages} >= {"47"}:
        runs += 1
        run(office)
        office.clock.pass_time(MINUTE)
        marked = office.accounts.firms[LINE.firm_id].lines[0].swept_until
        assert marked
        here = {message.provider_id for message in office.inbound_texts.messages}
        assert all(
            missing.sent_at and missing.sent_at >= marked for missing in texts if missing.provider_id not in here
        )
        assert runs < 10
    assert len(office.inbound_texts.messages) == 48
    assert runs > 1


@dataclass(slots=True)
class ByTheDay(ScriptedCarrier):
    """A provider that looks at no more of a time than its day."""

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        begins = _midnight(since)
        ends = until and _midnight(until - SECOND) + timedelta(days=1)
        is_all_read = until is not None and until - since <= SECOND
        listing = dataclasses.replace(self, page=10**6) if is_all_read else self
        return ScriptedCarrier.received_by(listing, line, since=begins, until=ends)


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0)


def test_a_provider_whose_list_goes_by_the_day_is_read_to_its_end_all_the_same(office: Office):
    office.carrier = ByTheDay(page=5)
    office.change_line(swept_until=NOON - timedelta(days=3))
    times = [NOON - timedelta(days=3) + timedelta(hours=hour) for hour in range(1, 70)]
    office.carrier.inbound[LINE.id] = [text(f"{at:%d %H}", sent_at=at) for at in times]

    assert run(office) == len(times)
    assert len(office.carrier.asked) <= 60


def test_only_unseen_texts_are_asked_for_their_pictures(office: Office):
    known, new = (text(words, sent_at=NOON - MINUTE, has_unlisted_media=True) for words in ("Known", "New"))
    receive(office, known)
    picture = Media("https://api.twilio.com/1", "image/png")
    office.carrier.inbound[LINE.id] = [known, new]
    office.carrier.media[new.provider_id] = (picture,)

    assert run(office) == 1

    assert office.carrier.asked == [LINE.id, new.provider_id]
    assert office.inbound_texts.messages[-1].media == (picture,)


@pytest.mark.parametrize("trouble", [Busy(), Unknown()])
def test_a_text_whose_pictures_cannot_be_had_waits_and_holds_up_no_other(office: Office, trouble: Exception):
    # given: two texts with pictures that can't be had, and a STOP after them
    pictures = [text(f"{number}", sent_at=NOON - MINUTE, has_unlisted_media=True) for number in range(2)]
    office.carrier.media = {picture.provider_id: trouble for picture in pictures}
    office.carrier.inbound[LINE.id] = [*pictures, text("STOP", sent_at=NOON - SECOND)]

    # when, then
    assert run(office) == 1
    assert opted_out(office) is True
    assert office.carrier.asked == [LINE.id, pictures[0].provider_id], "nor are others asked for in vain"

    # when: an hour later they can be had
    office.clock.pass_time(60 * MINUTE)
    office.carrier.media = {
        picture.provider_id: (Media("https://api.twilio.com/1", "image/png"),) for picture in pictures
    }

    # then
    assert run(office) == 2
    assert all(message.media for message in office.inbound_texts.messages if message.body != "STOP")


@pytest.mark.parametrize(
    ("trouble", "waits"), [(Unknown(), sweep.WAIT_FOR_PICTURES + MINUTE), (Declined(Reason("gone", "…")), MINUTE)]
)
def test_a_text_whose_pictures_are_gone_is_kept_without_them(office: Office, trouble: Exception, waits: timedelta):
    picture = text("Look", sent_at=NOON - waits, has_unlisted_media=True)
    office.change_line(swept_until=NOON - waits)
    office.carrier.inbound[LINE.id] = [picture]
    office.carrier.media[picture.provider_id] = trouble

    assert run(office) == 1
    assert [(message.body, message.media) for message in office.inbound_texts.messages] == [("Look", ())]


def test_lines_take_turns(office: Office):
    # given: hundreds of pictures on one line, each of which takes a second to ask for, and a STOP on another
    office.change_firm(lines=(replace(LINE, swept_until=NOON - MINUTE), SECOND_LINE))
    pictures = [text(f"{number}", sent_at=NOON - MINUTE, has_unlisted_media=True) for number in range(300)]
    office.carrier.inbound = {LINE.id: pictures, SECOND_LINE.id: missed("STOP", recipient=SECOND_LINE.address)}
    for picture in pictures:
        office.carrier.slow[picture.provider_id] = lambda: office.clock.pass_time(SECOND)

    # when, then
    brought_in = run(office)
    assert opted_out(office) is True
    assert 30 <= brought_in <= 36, "nor is the time that is left not used, or more of it than there is"
    for _ in range(9):
        office.clock.pass_time(MINUTE)
        brought_in += run(office)
    assert brought_in == 301
    assert len([asked for asked in office.carrier.asked if asked in office.carrier.slow]) == 300, (
        "each is asked for once"
    )


def test_an_account_that_does_not_answer_is_asked_once_a_run_each_time_for_another_line(office: Office):
    # given: nine lines of an account that is down, and one of another account
    dead = tuple(replace(LINE, id=f"dead {number}", address=f"+1415555020{number}") for number in range(9))
    office.change_firm(lines=(*dead, replace(SECOND_LINE, account="AC2")))
    office.carrier.inbound = {line.id: Unknown() for line in dead}
    office.carrier.inbound[SECOND_LINE.id] = missed("Hi", recipient=SECOND_LINE.address, account="AC2")

    # when, then
    assert run(office) == 1
    for _ in range(8):
        office.clock.pass_time(MINUTE)
        run(office)
    assert sorted(asked for asked in office.carrier.asked if asked != SECOND_LINE.id) == [line.id for line in dead]


def test_however_many_accounts_are_down_every_line_has_its_turn(office: Office):
    # given: each of nine accounts takes 10 seconds not to answer; a run has 35
    def wait() -> None:
        office.clock.pass_time(10 * SECOND)

    lines = [replace(LINE, id=f"{number}", account=f"AC{number % 10}") for number in range(30)]
    office.change_firm(lines=tuple(lines))
    for line in lines:
        if line.account != "AC9":
            office.carrier.inbound[line.id] = Unknown()
            office.carrier.slow[line.id] = wait

    for _ in range(8):
        run(office)
        office.clock.pass_time(MINUTE)

    assert {"9", "19", "29"} <= set(office.carrier.asked)


def test_what_is_older_than_what_we_remember_is_not_brought_in_again(office: Office):
    office.change_line(swept_until=NOON - timedelta(days=100))
    office.carrier.inbound[LINE.id] = [text("Seen and forgotten", sent_at=NOON - timedelta(days=80))]

    assert run(office) == 0


def test_an_inactive_line_is_left_alone(office: Office):
    office.change_line(active=False)
    office.carrier.inbound[LINE.id] = missed("Hi")

    assert run(office) == 0
    assert not office.accounts.tried
