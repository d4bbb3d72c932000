"""Sending one message: what refuses it, and what repeats it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from leadline.domain.errors import (
    CannotBeTexted,
    Conflict,
    DeliveryFailed,
    Forbidden,
    InvalidNumber,
    Landline,
    NoPhone,
    NotFound,
    OptedOut,
    RateLimited,
    Refusal,
    TwoWayOff,
    Undelivered,
)
from leadline.domain.identifiers import new_id
from leadline.domain.numbers.number import NumberFacts
from leadline.domain.texting.message import Direction, Message, Reason, Status
from leadline.domain.texting.provider import Declined, Unknown
from leadline.domain.texting.thread import seal
from tests.fakes import NOON
from tests.unit.services.conftest import DANA, FIRM, LINE, PHONE, SAM, THREAD, Office

SECOND = timedelta(seconds=1)
REASON = Reason("line_refused", "The line could not send this.", "21606")


class ProcessDied(Exception):
    """The end of a process between two steps."""


def test_a_text_goes_out_and_is_recorded_as_sent(office: Office):
    sent = office.send("  Hello\n")

    assert sent.is_new
    assert sent.message == office.sends.only()
    assert sent.message.status is Status.SENT
    assert sent.message.provider_id == "SM1"
    assert [message.body for message in office.carrier.sent] == ["  Hello\n"]
    assert office.carrier.keys == [f"firm.{THREAD}.{sent.message.id}"]


@pytest.mark.parametrize(
    "recipient", [{"recipient_phone": PHONE}, {"lead_id": SAM.id}, {"recipient_phone": "+1 (202) 555-0143"}]
)
def test_every_way_to_name_someone_leads_to_the_same_conversation(office: Office, recipient: dict[str, Any]):
    assert office.send(**recipient).message.thread_id == THREAD


# PRODUCT's order: each of these is told before all that follow it.


OBSTACLES: list[tuple[str, Callable[[Office], object], type[Refusal]]] = [
    ("no firm", lambda office: office.accounts.firms.clear(), Forbidden),
    ("two-way off", lambda office: office.change_firm(two_way=False), TwoWayOff),
    ("no such lead", lambda office: office.leads.leads.clear(), NotFound),
    ("line inactive", lambda office: office.change_line(active=False), DeliveryFailed),
    ("opted out", lambda office: office.tables.opt_out(FIRM.id, PHONE), OptedOut),
    ("landline", lambda office: office.tables.numbers.update({PHONE: NumberFacts(refusal="landline")}), Landline),
    ("rate limit", lambda office: [office.send(f"{number}") for number in range(10)], RateLimited),
]


@pytest.mark.parametrize("first", range(len(OBSTACLES)), ids=[name for name, _, _ in OBSTACLES])
def test_of_several_things_that_are_wrong_the_first_is_told(office: Office, first: int):
    # given: everything from this one on is wrong
    for _, put_up, _ in reversed(OBSTACLES[first:]):
        put_up(office)
    before = len(office.carrier.sent)

    # when
    with pytest.raises(OBSTACLES[first][2]):
        office.send(lead_id=SAM.id)

    # then
    assert len(office.carrier.sent) == before


def test_a_refusal_leaves_no_trace(office: Office):
    office.tables.opt_out(FIRM.id, PHONE)

    with pytest.raises(OptedOut):
        office.send()

    assert not office.sends.messages
    assert not office.sends.threads


@pytest.mark.parametrize("line_id", [None, LINE.id])
def test_a_line_that_is_missing_is_told_apart_from_a_firm_without_one(office: Office, line_id: str | None):
    office.change_firm(lines=())

    with pytest.raises(NotFound if line_id else DeliveryFailed):
        office.send(recipient_phone=PHONE, line_id=line_id)


def test_another_lines_id_is_not_found(office: Office):
    with pytest.raises(NotFound):
        office.send(recipient_phone=PHONE, line_id="another firm's")


def test_a_chosen_line_sends(office: Office):
    second = replace(LINE, id="second", is_default=False)
    office.change_firm(lines=(LINE, second))

    assert office.send(recipient_phone=PHONE, line_id="second").message.line_id == "second"


def test_no_one_is_refused_by_a_setting_that_has_just_changed(office: Office):
    office.accounts.remembered[FIRM.id] = replace(FIRM, two_way=False, lines=())

    assert office.send().message.status is Status.SENT


def test_a_lead_without_a_phone_cannot_be_texted(office: Office):
    office.leads.leads = [replace(SAM, phone=None)]

    with pytest.raises(NoPhone):
        office.send(lead_id=SAM.id)


def test_a_lead_whose_phone_is_none_cannot_be_texted(office: Office):
    office.leads.leads = [replace(SAM, phone=None, given_phone="12345")]

    with pytest.raises(InvalidNumber):
        office.send(lead_id=SAM.id)


@pytest.mark.parametrize("thread_id", [THREAD, seal(PHONE, key=b"x" * 32), "nonsense"])
def test_a_conversation_that_never_was_is_not_found(office: Office, thread_id: str):
    with pytest.raises(NotFound):
        office.send(thread_id=thread_id)


def test_a_conversation_with_a_name_instead_of_a_number_cannot_be_answered(office: Office):
    with pytest.raises(CannotBeTexted):
        office.send(thread_id=seal("AMAZON", key=FIRM.thread_key))


def test_a_double_click_sends_once_and_answers_with_the_first(office: Office):
    first = office.send()
    office.clock.pass_time(SECOND)

    second = office.send()

    assert second.message.id == first.message.id
    assert not second.is_new
    assert len(office.carrier.sent) == 1


def test_after_two_seconds_the_same_text_is_a_new_one(office: Office):
    office.send()
    office.clock.pass_time(2 * SECOND)

    assert office.send().is_new
    assert len(office.carrier.sent) == 2


def test_what_differs_in_sender_or_body_or_recipient_is_no_double_click(office: Office):
    office.send()
    office.send(sender=replace(DANA, id="lee"))
    office.send("Hello!")
    office.send(recipient_phone="+12025550144")

    assert len(office.carrier.sent) == 4


def test_while_the_outcome_is_unknown_the_same_text_is_answered_with_the_first_however_late(office: Office):
    office.carrier.script = [Unknown()]
    first = office.send()
    office.clock.pass_time(timedelta(hours=3))

    second = office.send()

    assert first.message.status is Status.SENDING
    assert second.message.id == first.message.id
    assert len(office.carrier.sent) == 1


def test_a_click_that_a_dead_process_held_up_goes_once_the_callback_told_the_outcome(office: Office):
    # given: the process died after the provider took the message, so nobody closed its click
    office.carrier.script = [ProcessDied()]
    with pytest.raises(ProcessDied):
        office.send()
    office.sends.advance(office.sends.only(), Status.DELIVERED)

    # when, then: within two seconds it is the same click, afterwards a new one
    assert not office.send().is_new
    office.clock.pass_time(2 * SECOND)
    assert office.send().is_new


def test_a_double_click_that_is_served_late_is_still_one(office: Office):
    # given: nobody closed the first click, and a callback told its outcome
    office.carrier.script = [Unknown()]
    first = office.send()
    office.sends.advance(first.message, Status.DELIVERED)

    # when: the second click was made a second after the first, and is served three seconds after
    office.clock.pass_time(3 * SECOND)
    second = office.send(clicked_at=first.message.created_at + SECOND)

    # then
    assert not second.is_new


def test_a_click_whose_message_failed_by_callback_is_a_new_try_at_once(office: Office):
    first = office.send()
    office.sends.messages[first.message.id] = replace(first.message, status=Status.FAILED)

    assert office.send().is_new


def test_after_a_definite_failure_the_next_click_is_a_new_try(office: Office):
    office.carrier.script = [Declined(REASON)]
    with pytest.raises(Undelivered):
        office.send()

    assert office.send().message.status is Status.SENT


def test_the_eleventh_text_in_a_minute_is_refused_and_says_when_to_try_again(office: Office):
    for number in range(10):
        office.send(f"{number}")
        office.clock.pass_time(SECOND)

    with pytest.raises(RateLimited) as refused:
        office.send("one more")

    assert refused.value.retry_after_seconds == 50
    office.clock.pass_time(50 * SECOND)
    assert office.send("one more").is_new


def test_a_failed_text_counts_for_the_rate_and_a_refused_one_does_not(office: Office):
    office.carrier.script = [Declined(REASON)] * 9
    for number in range(9):
        with pytest.raises(Undelivered):
            office.send(f"{number}")
    office.tables.opt_out(FIRM.id, PHONE)
    for _ in range(3):
        with pytest.raises(OptedOut):
            office.send("refused")
    office.tables.opt_outs.clear()

    assert office.send("the tenth").is_new
    with pytest.raises(RateLimited):
        office.send("the eleventh")


@pytest.mark.parametrize("sender", ["32665", "ACME", "sip:desk@example.com", "ann@example.com", "+266696687", ""])
def test_who_shows_no_number_is_not_answered(office: Office, sender: str):
    office.inbound_texts.record(inbound(sender), None)

    with pytest.raises(CannotBeTexted, match="can't be texted back"):
        office.send(thread_id=seal(sender, key=FIRM.thread_key))

    assert office.carrier.sent == []


def test_a_number_that_our_plans_do_not_know_is_answered_where_it_has_texted(office: Office):
    office.inbound_texts.record(inbound("+12021553874"), None)

    sent = office.send(thread_id=seal("+12021553874", key=FIRM.thread_key))

    assert sent.message.status is Status.SENT
    with pytest.raises(InvalidNumber):
        office.send(recipient_phone="+12021553874")


@pytest.mark.parametrize("active", [True, False])
def test_the_firms_own_numbers_are_not_texted(office: Office, *, active: bool):
    second = replace(LINE, id="second", address="+14155550101", is_default=False, active=active)
    office.change_firm(lines=(LINE, second))

    for line in (LINE, second):
        with pytest.raises(CannotBeTexted, match="your firm's own number"):
            office.send(recipient_phone=line.address)
        with pytest.raises(CannotBeTexted, match="your firm's own number"):
            office.send(thread_id=seal(line.address, key=FIRM.thread_key))
    assert office.carrier.sent == []


def test_that_someone_opted_out_is_told_before_that_nobody_can_answer_them(office: Office):
    office.inbound_texts.record(inbound("32665"), None)
    office.tables.opt_out(FIRM.id, "32665")

    with pytest.raises(OptedOut):
        office.send(thread_id=seal("32665", key=FIRM.thread_key))


def test_a_lead_whose_phone_is_none_is_refused_with_what_is_wrong_with_it(office: Office):
    office.leads.leads[:] = [replace(SAM, phone=None, given_phone="212-555-0143 x5")]

    with pytest.raises(InvalidNumber, match="extension"):
        office.send(lead_id="sam")


def inbound(sender: str) -> Message:
    """A text that came in from somebody."""
    return Message(
        id=new_id(NOON),
        firm_id=FIRM.id,
        thread_id=seal(sender, key=FIRM.thread_key),
        address=sender,
        direction=Direction.INBOUND,
        status=Status.RECEIVED,
        body="Hello",
        segments=1,
        created_at=NOON,
        provider_id=f"IN{sender}",
    )


def test_a_callers_own_key_answers_with_the_first_for_a_day(office: Office):
    first = office.send(idempotency_key="k")
    office.clock.pass_time(timedelta(hours=23, minutes=59))
    again = office.send(idempotency_key="k")
    office.clock.pass_time(timedelta(minutes=1))
    later = office.send(idempotency_key="k")

    assert again.message.id == first.message.id
    assert not again.is_new
    assert later.is_new


def test_a_callers_own_key_cannot_mean_two_messages(office: Office):
    office.send(idempotency_key="k")

    with pytest.raises(Conflict):
        office.send("Something else", idempotency_key="k")


def test_a_callers_own_key_is_free_again_after_a_definite_failure(office: Office):
    office.carrier.script = [Declined(REASON)]
    with pytest.raises(Undelivered):
        office.send(idempotency_key="k")

    assert office.send(idempotency_key="k").message.status is Status.SENT


def test_a_double_click_that_is_served_after_a_later_try_failed_is_no_new_try(office: Office):
    # given: a click, and three seconds later another one, which the provider refuses
    first = office.clock.now()
    office.send()
    office.clock.pass_time(timedelta(seconds=3))
    office.carrier.script = [Declined(Reason("line_refused", "…", "21606"))]
    with pytest.raises(Undelivered) as failed:
        office.send()

    # when: the first click's double, made at the same moment, is only served now
    late = office.send(clicked_at=first + timedelta(milliseconds=1))

    # then
    assert not late.is_new
    assert late.message.id == failed.value.message.id
    assert len(office.carrier.sent) == 2
    assert office.send().is_new
