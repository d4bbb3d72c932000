"""Handing a message over: what is tried again, and what becomes of it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from leadline.domain.accounts.line import Line
from leadline.domain.errors import (
    RECIPIENT_REFUSALS,
    CannotBeTexted,
    DeliveryFailed,
    InvalidNumber,
    Landline,
    OptedOut,
    Overloaded,
    Refusal,
    Undelivered,
)
from leadline.domain.ports.texting import Duplicate
from leadline.domain.texting.message import Message, Reason, Status
from leadline.domain.texting.provider import LONGEST_CALL, Busy, Declined, Report, Unknown
from leadline.services.texting import delivery
from tests.fakes import InMemorySends, ScriptedCarrier, StoppedClock
from tests.unit.services.conftest import FIRM, PHONE, Office

SECOND = timedelta(seconds=1)
REASON = Reason("line_refused", "The line could not send this.", "21606")


def test_it_is_recorded_before_the_provider_hears_of_it(office: Office):
    seen: list[Status] = []
    office.carrier.script = [lambda: seen.append(office.sends.only().status)]

    office.send()

    assert seen == [Status.SENDING]


def test_an_unknown_outcome_is_never_sent_again(office: Office):
    office.carrier.script = [Unknown()]

    sent = office.send()

    assert sent.message.status is Status.SENDING
    assert sent.is_new
    assert len(office.carrier.sent) == 1
    assert office.sends.due(until=office.clock.now() + 60 * SECOND, limit=9) == [sent.message]


def test_what_the_provider_was_too_busy_for_is_tried_again(office: Office):
    office.carrier.script = [Busy(), Busy()]

    sent = office.send()

    assert sent.message.status is Status.SENT
    assert len(office.carrier.sent) == 3
    assert len({message.id for message in office.carrier.sent}) == 1


def test_a_provider_that_stays_busy_is_a_definite_failure_below_the_gateways_limit(office: Office):
    office.carrier.script = [Busy()] * 100
    started = office.clock.now()

    with pytest.raises(Undelivered) as failed:
        office.send()

    assert failed.value.refusal.code == "delivery_failed"
    assert failed.value.message.status is Status.FAILED
    assert office.clock.now() - started <= delivery.LAST_TRY + SECOND


@dataclass(slots=True)
class ContendedSends(InMemorySends):
    """Conflicts last for a while."""

    lasting: timedelta = timedelta(0)

    def record_attempt(self, message: Message, **given: Any) -> Duplicate | None:
        while self.clock.now() < message.created_at + self.lasting:
            if self.clock.now() >= given["retry_until"]:
                raise Overloaded
            self.clock.sleep(0.1)
        return InMemorySends.record_attempt(self, message, **given)


@dataclass(slots=True)
class SlowCarrier(ScriptedCarrier):
    """Is too busy, and takes all its time to say so."""

    clock: StoppedClock = field(default_factory=StoppedClock)
    call: timedelta = LONGEST_CALL

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        self.clock.pass_time(self.call)
        raise Busy


@pytest.mark.parametrize("conflicts", [0, 3, 6, 8.9])
@pytest.mark.parametrize("call", [0.1, 1.0, 4.0, LONGEST_CALL.total_seconds()])
def test_conflicts_and_a_slow_provider_together_end_before_the_gateway_stops_waiting(
    office: Office, conflicts: float, call: float
):
    office.sends = ContendedSends(office.clock, office.tables, lasting=conflicts * SECOND)
    office.carrier = SlowCarrier(clock=office.clock, call=call * SECOND)
    started = office.clock.now()

    with pytest.raises(Undelivered):
        office.send()

    assert office.clock.now() - started + delivery.SETTLING <= delivery.ANSWERED_WITHIN


def test_conflicts_are_outlasted_as_long_as_the_gateway_leaves_time_and_then_told(office: Office):
    office.sends = ContendedSends(office.clock, office.tables, lasting=60 * SECOND)
    started = office.clock.now()

    with pytest.raises(Overloaded):
        office.send()

    assert delivery.LAST_TRY - SECOND <= office.clock.now() - started <= delivery.LAST_TRY + SECOND


def test_a_call_that_a_cold_start_has_held_up_still_outlasts_a_conflict(office: Office):
    clicked_at = office.clock.now()
    office.sends = ContendedSends(office.clock, office.tables, lasting=13 * SECOND)
    office.clock.pass_time(12 * SECOND)

    assert office.send(clicked_at=clicked_at).is_new


def test_someone_who_opts_out_while_the_provider_is_busy_is_not_texted(office: Office):
    office.carrier.script = [Busy()]
    office.clock.at(timedelta(milliseconds=1), lambda: office.tables.opt_out(FIRM.id, PHONE))

    with pytest.raises(Undelivered) as failed:
        office.send()

    assert isinstance(failed.value.refusal, OptedOut)
    assert failed.value.message.status is Status.FAILED
    assert len(office.carrier.sent) == 1


@pytest.mark.parametrize(
    ("declined", "refusal"),
    [
        (Declined(REASON), DeliveryFailed),
        (Declined(Reason("opted_out", "…", "21610"), opts_out=True), OptedOut),
        (Declined(Reason("landline", "…", "21614"), number_refusal="landline"), Landline),
        (Declined(Reason("invalid_number", "…", "21211"), number_refusal="invalid_number"), InvalidNumber),
        (Declined(Reason("short_code", "…", "21265"), number_refusal="cannot_be_texted"), CannotBeTexted),
    ],
)
def test_what_the_provider_declines_is_told_and_learned(office: Office, declined: Declined, refusal: type[Refusal]):
    office.carrier.script = [declined]

    with pytest.raises(Undelivered) as failed:
        office.send()

    assert isinstance(failed.value.refusal, refusal)
    assert failed.value.message.status is Status.FAILED
    assert failed.value.message.reason == declined.reason
    if refusal is not DeliveryFailed:
        with pytest.raises(refusal):
            office.send("again")


@pytest.mark.parametrize("refusal", [*RECIPIENT_REFUSALS.values(), DeliveryFailed])
def test_a_send_that_is_answered_as_failed_is_a_failure(office: Office, refusal: type[Refusal]):
    reason = Reason(refusal.code, "Why.", "30003")
    failed = Report(provider_id="SM1", account="AC1", address=PHONE, status=Status.FAILED, reason=reason)
    office.carrier.script = [failed]

    with pytest.raises(Undelivered) as raised:
        office.send()

    assert (type(raised.value.refusal), str(raised.value.refusal)) == (refusal, "Why.")
    assert (raised.value.message.reason, raised.value.message.provider_id) == (reason, "SM1")
    # and nothing of it is held against the next try
    assert office.send().message.status is Status.SENT


def test_a_callback_that_came_first_is_not_undone(office: Office):
    office.carrier.script = [lambda: office.sends.advance(office.sends.only(), Status.DELIVERED)]

    assert office.send().message.status is Status.DELIVERED
