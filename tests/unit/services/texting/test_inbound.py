"""Taking in a text: once, in its conversation, with the word that it may be."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from leadline.domain.opt_outs.opt_out import OptOutState, Source, Word
from leadline.domain.texting.message import Direction, Media, Status
from leadline.domain.texting.provider import Busy, InboundText
from leadline.domain.texting.thread import unseal
from leadline.services.texting import inbound
from leadline.services.texting.inbound import Outcome
from tests.fakes import NOON
from tests.unit.services.conftest import FIRM, LINE, PHONE, THREAD, Office

SECOND = timedelta(seconds=1)
_sids = count(1)


def text(body: str = "Hi", *, sid: str | None = None, **fields: Any) -> InboundText:
    """A text from Sam to the firm."""
    usual = {"account": "AC1", "sender": PHONE, "recipient": LINE.address, "route": None}
    given: dict[str, Any] = usual | fields
    return InboundText(provider_id=sid or f"SM{next(_sids)}", body=body, **given)


def receive(office: Office, text: InboundText) -> Outcome:
    """Take in a text."""
    return inbound.receive(
        text,
        accounts=office.accounts,
        inbound_texts=office.inbound_texts,
        carrier=lambda: office.carrier,
        clock=office.clock,
    )


def opted_out(office: Office) -> bool | None:
    """Whether Sam has opted out; None where nobody ever said anything about it."""
    state = office.inbound_texts.states.get((FIRM.id, PHONE))
    return state.opted_out if state else None


def test_a_text_is_stored_in_the_conversation_with_its_sender(office: Office):
    assert receive(office, text("Hi there")) is Outcome.STORED

    (message,) = office.inbound_texts.messages
    assert (message.thread_id, message.firm_id, message.line_id) == (THREAD, FIRM.id, LINE.id)
    assert (message.direction, message.status, message.body) == (Direction.INBOUND, Status.RECEIVED, "Hi there")
    assert message.created_at == NOON


@pytest.mark.parametrize(("body", "asks"), [("STOP - Sam", True), ("Hi there", False), ("STOP", False)])
def test_a_text_is_read_for_a_wish_to_stop_once_when_it_comes_in(office: Office, body: str, asks: bool):
    receive(office, text(body))

    (message,) = office.inbound_texts.messages
    assert message.asks_to_stop is asks


def test_a_repeated_text_changes_nothing(office: Office):
    stop = text("STOP")
    receive(office, stop)
    receive(office, text("START", sent_at=NOON + timedelta(minutes=5)))

    assert receive(office, stop) is Outcome.SEEN_BEFORE

    assert len(office.inbound_texts.messages) == 2
    assert opted_out(office) is False


def test_a_text_for_a_number_that_no_firm_has_is_kept_where_no_firm_sees_it(office: Office):
    stray = text("STOP", recipient="+14155550199")

    assert receive(office, stray) is Outcome.QUARANTINED

    assert office.accounts.quarantined == [stray]
    assert not office.inbound_texts.messages
    assert not office.inbound_texts.states


def test_a_text_to_a_number_of_a_messaging_service_finds_its_firm(office: Office):
    office.change_line(route="MG1")

    assert receive(office, text(recipient="+14155550177", route="MG1")) is Outcome.STORED


def test_a_text_that_another_provider_account_signed_is_not_shown_to_the_firm(office: Office):
    office.change_line(account="AC2")

    assert receive(office, text("Pay here")) is Outcome.QUARANTINED
    assert not office.inbound_texts.messages


def test_nul_characters_are_taken_out(office: Office):
    receive(office, text("\0ST\0OP\0"))

    assert office.inbound_texts.messages[0].body == "STOP"
    assert opted_out(office) is True


def test_a_sender_without_a_number_has_a_conversation_that_cannot_be_answered(office: Office):
    receive(office, text(sender="AMAZON"))

    (message,) = office.inbound_texts.messages
    assert message.address == "AMAZON"
    assert unseal(message.thread_id, key=FIRM.thread_key) == "AMAZON"


def test_pictures_are_kept_as_references(office: Office):
    picture = Media("https://api.twilio.com/media/ME1", "image/png")
    receive(office, text("", media=(picture,)))

    assert office.inbound_texts.messages[0].media == (picture,)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["STOP"], True),
        (["Stop."], True),
        (["START"], False),
        (["STOP", "START"], False),
        (["STOP", "UNSTOP"], False),
        (["STOP", "YES"], False),
        (["STOP", "START", "STOP"], True),
        (["YES"], None),  # an ordinary reply of someone who hadn't opted out
        (["START", "YES"], False),
        (["HELP"], None),
        (["STOP", "HELP"], True),
        (["STOP", "please START again"], True),
        (["STOP PLEASE"], None),
    ],
)
def test_the_last_word_stands(office: Office, words: list[str], says: bool | None):
    for word in words:
        receive(office, text(word))
        office.clock.pass_time(timedelta(minutes=10))

    assert opted_out(office) is says
    assert [message.body for message in office.inbound_texts.messages] == words


@pytest.mark.parametrize(
    ("classified", "body", "says"),
    [(Word.STOP, "ya basta", True), (Word.HELP, "assist", None), (None, "STOP", True), (Word.HELP, "STOP", True)],
)
def test_what_the_provider_classified_counts_and_stop_always_does(
    office: Office, classified: Word | None, body: str, says: bool | None
):
    receive(office, text(body, word=classified))

    assert opted_out(office) is says


@pytest.mark.parametrize(
    ("first", "second", "said_at", "says"),
    [
        ("STOP", "START", {"a": -10, "b": 5}, False),
        ("STOP", "START", {"a": 5, "b": -10}, True),  # the START was said first and came late
        ("START", "STOP", {"a": -10, "b": 5}, True),
        ("START", "STOP", {"a": 5, "b": -10}, False),
        ("STOP", "START", {"a": 0, "b": 0}, True),  # at the same moment: STOP wins
        ("START", "STOP", {"a": 0, "b": 0}, True),
    ],
)
def test_two_words_within_seconds_are_ordered_by_the_providers_time(
    office: Office, first: str, second: str, said_at: dict[str, int], says: bool
):
    office.carrier.times = {sid: NOON + seconds * SECOND for sid, seconds in said_at.items()}

    receive(office, text(first, sid="a"))
    office.clock.pass_time(SECOND)
    receive(office, text(second, sid="b"))

    assert opted_out(office) is says
    assert len(office.inbound_texts.messages) == 2


@pytest.mark.parametrize(("first", "second"), [("STOP", "START"), ("START", "STOP")])
def test_when_the_order_cannot_be_told_stop_wins(office: Office, first: str, second: str):
    office.carrier.list_down = Busy()

    receive(office, text(first))
    office.clock.pass_time(SECOND)
    receive(office, text(second))

    assert opted_out(office) is True


@pytest.mark.parametrize("provider_answers", [True, False])
def test_a_start_said_before_the_last_stop_never_counts_in_whatever_order_they_come(
    office: Office, provider_answers: bool
):
    # given: STOP, START, STOP were said, and came as the last, the first, the second
    office.carrier.times = {"first": NOON - 20 * SECOND, "start": NOON - 15 * SECOND, "last": NOON - 10 * SECOND}
    office.carrier.list_down = None if provider_answers else Busy()

    # when
    for word, sid in (("STOP", "last"), ("STOP", "first"), ("START", "start")):
        receive(office, text(word, sid=sid))
        office.clock.pass_time(SECOND)

    # then
    assert opted_out(office) is True


def test_a_stop_whose_order_is_in_doubt_counts_although_our_clock_is_behind_the_providers(office: Office):
    # given: STOP, START, STOP were said; we heard the two STOPs while the provider could not be asked
    office.carrier.list_down = Busy()
    receive(office, text("STOP", sid="first"))
    receive(office, text("STOP", sid="last"))

    # when: the START is swept in, at a time of the provider's clock, which is two seconds ahead of ours
    receive(office, text("START", sid="start", sent_at=NOON + 2 * SECOND))

    # then
    assert opted_out(office) is True


def test_a_word_that_comes_while_two_others_are_compared_is_not_overwritten(office: Office):
    # given: someone who opted out says START, and STOP once more while the provider is asked about it
    office.carrier.times = {"a": NOON, "b": NOON + SECOND, "c": NOON + 2 * SECOND}
    receive(office, text("STOP", sid="a"))
    office.clock.pass_time(SECOND)
    office.carrier.when_asked = [lambda: receive(office, text("STOP", sid="c"))]

    # when
    receive(office, text("START", sid="b"))

    # then
    assert opted_out(office) is True


def test_a_start_said_before_the_providers_own_block_is_not_heard_however_late_it_comes(office: Office):
    # given: a callback with 21610 told us; the provider has no text by the id that it named
    office.inbound_texts.states[FIRM.id, PHONE] = OptOutState(
        opted_out=True, changed_at=NOON, provider_id="x", exact=False
    )
    office.clock.pass_time(20 * SECOND)
    office.carrier.times = {"b": NOON - SECOND}

    receive(office, text("START", sid="b"))

    assert opted_out(office) is True


def test_words_that_came_far_apart_need_no_question(office: Office):
    receive(office, text("STOP"))
    office.clock.pass_time(timedelta(minutes=3))
    receive(office, text("START"))

    assert not office.carrier.asked_for_times


def test_an_old_stop_that_is_swept_in_does_not_undo_a_newer_start(office: Office):
    office.inbound_texts.states[FIRM.id, PHONE] = OptOutState(
        opted_out=False, changed_at=NOON, provider_id="SM0", exact=False
    )

    receive(office, text("STOP", sent_at=NOON - timedelta(minutes=30)))

    assert opted_out(office) is False


def test_a_start_after_the_providers_own_block_is_heard(office: Office):
    # given: 21610 told us, so the provider knows no text that said so
    office.inbound_texts.states[FIRM.id, PHONE] = OptOutState(
        opted_out=True, changed_at=NOON, provider_id=None, exact=False
    )
    office.clock.pass_time(SECOND)
    office.carrier.times = {"b": NOON + 2 * SECOND}

    receive(office, text("START", sid="b"))

    assert opted_out(office) is False


@pytest.mark.parametrize("at", [NOON - timedelta(hours=1), None])
def test_a_text_has_the_providers_time_where_it_is_known(office: Office, at: datetime | None):
    receive(office, text(sent_at=at))

    assert office.inbound_texts.messages[0].created_at == (at or NOON)


# ---- Beside what a person of the firm entered ------------------------------------------------------------------------


def entered(office: Office, *, opted_out: bool, at: datetime) -> None:
    """A person of the firm has opted Sam out, or taken that back."""
    state = OptOutState(opted_out=opted_out, changed_at=at, provider_id=None, exact=False, source=Source.HAND)
    office.tables.opt_out(FIRM.id, PHONE, state)


@pytest.mark.parametrize("opted_out_by_hand", [True, False])
@pytest.mark.parametrize("before", [timedelta(days=2), SECOND])
@pytest.mark.parametrize("swept_in", [True, False])
def test_a_stop_that_was_said_before_it_counts_all_the_same(
    office: Office, opted_out_by_hand: bool, before: timedelta, swept_in: bool
):
    entered(office, opted_out=opted_out_by_hand, at=NOON)

    receive(office, text("STOP", sent_at=NOON - before if swept_in else None))

    state = office.inbound_texts.states[FIRM.id, PHONE]
    assert (state.opted_out, state.source) == (True, Source.KEYWORD)
    assert state.changed_at >= NOON
    assert office.carrier.asked_for_times == []


def test_a_start_that_was_said_before_an_entry_by_hand_does_not_undo_it(office: Office):
    entered(office, opted_out=True, at=NOON)

    receive(office, text("START", sent_at=NOON - SECOND))

    assert opted_out(office) is True


def test_a_start_between_a_late_stop_and_an_entry_by_hand_does_not_undo_that(office: Office):
    entered(office, opted_out=True, at=NOON)
    receive(office, text("STOP", sent_at=NOON - 2 * SECOND))

    receive(office, text("START", sent_at=NOON - SECOND))

    assert opted_out(office) is True


def test_a_start_before_a_stop_doesnt_count_against_it_where_our_clock_is_behind_the_providers(office: Office):
    # given: a STOP after an entry by hand, heard by a clock that is a second behind
    entered(office, opted_out=True, at=NOON - timedelta(minutes=1))
    receive(office, text("STOP", sid="stop"))
    office.carrier.times = {"start": NOON + SECOND / 2, "stop": NOON + SECOND}

    receive(office, text("START", sid="start"))

    assert opted_out(office) is True


def test_a_start_after_it_opts_in(office: Office):
    entered(office, opted_out=True, at=NOON)

    receive(office, text("START", sent_at=NOON + SECOND))

    assert opted_out(office) is False
