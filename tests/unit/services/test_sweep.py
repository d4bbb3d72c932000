"""Bringing in what the provider could not deliver to us."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from leadline.domain.message import Reason
from leadline.domain.provider import Busy, Declined, InboundText, Unknown
from leadline.services import sweep
from tests.fakes import NOON
from tests.unit.services.conftest import LINE, Office
from tests.unit.services.test_receiving import opted_out, receive, text

MINUTE = timedelta(minutes=1)
SECOND_LINE = replace(LINE, id="second", address="+14155550101", is_default=False)


def run(office: Office) -> int:
    """One run of the minute rule."""
    return sweep.sweep(
        accounts=office.accounts,
        receipts=office.receipts,
        carrier=office.carrier,
        clock=office.clock,
        limit=100,
        until=office.clock.now() + MINUTE,
    )


def missed(*bodies: str, **fields: Any) -> Sequence[InboundText]:
    """Texts that only the provider's list has."""
    return [text(body, sent_at=NOON - timedelta(seconds=30), **fields) for body in bodies]


def test_a_text_that_never_reached_us_is_brought_in(office: Office):
    office.carrier.inbound[LINE.id] = missed("Are you there?")

    assert run(office) == 1

    assert [message.body for message in office.receipts.messages] == ["Are you there?"]
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
    assert [message.body for message in office.receipts.messages] == ["Hi", "And another"]


@pytest.mark.parametrize("trouble", [Busy(), Unknown(), Declined(Reason("line_refused", "…", 20003))])
def test_a_line_whose_account_fails_does_not_hold_others_up(office: Office, trouble: Exception):
    office.change_firm(lines=(LINE, SECOND_LINE))
    office.carrier.inbound = {LINE.id: trouble, SECOND_LINE.id: missed("Hi", recipient=SECOND_LINE.address)}

    assert run(office) == 1

    assert office.accounts.tried == [(LINE.id, None), (SECOND_LINE.id, NOON)]


def test_a_line_is_swept_from_where_the_last_run_ended_and_a_little_before(office: Office):
    office.change_line(swept_until=NOON - timedelta(hours=2))
    at = NOON - timedelta(hours=2, minutes=9)
    office.carrier.inbound[LINE.id] = [text("Late", sent_at=at), text("Older", sent_at=at - 2 * MINUTE)]

    assert run(office) == 1
    assert [message.body for message in office.receipts.messages] == ["Late"]


def test_an_inactive_line_is_left_alone(office: Office):
    office.change_line(active=False)
    office.carrier.inbound[LINE.id] = missed("Hi")

    assert run(office) == 0
    assert not office.accounts.tried
