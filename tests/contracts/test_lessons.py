"""What a provider's refusal teaches, on both sides of the ports."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from leadline.domain.identifiers import new_id
from leadline.domain.opt_outs.opt_out import Word
from leadline.domain.ports.texting import Contested, WordChange
from leadline.domain.texting.message import Direction, Message, Reason, Status
from leadline.domain.texting.provider import Report
from leadline.domain.texting.thread import seal
from tests.contracts.conftest import FIRMS, Side

FIRM, LEAD = FIRMS[0], "+12025550143"
NO = Reason("opted_out", "No.", "21610")


def text(side: Side, direction: Direction, **fields: Any) -> Message:
    """A text between the firm and the lead, now."""
    at = side.clock.now()
    own: dict[str, Any] = {
        "id": new_id(at),
        "body": "Hi",
        "created_at": at,
        "status": Status.SENDING,
        "user_id": "dana",
    }
    own |= {"firm_id": FIRM.id, "address": LEAD, "thread_id": seal(LEAD, key=FIRM.thread_key)}
    return Message(direction=direction, segments=1, account="AC1", **own | fields)


def refused_at_once(side: Side, message: Message) -> None:
    side.sends.fail(message, NO, at=side.clock.now() - timedelta(seconds=2), opts_out=True)


def refused_later(side: Side, message: Message) -> None:
    report = Report(provider_id="SM1", account="AC1", address=LEAD, status=Status.FAILED, reason=NO, opts_out=True)
    assert side.delivery_receipts.record(FIRM.id, message.thread_id, message.id, report)


@pytest.mark.parametrize("refused", [refused_at_once, refused_later])
def test_a_refusal_never_takes_the_place_of_the_leads_own_stop(side: Side, refused: Callable[[Side, Message], None]):
    # given: a STOP, and a send of before it that the provider refuses for it
    sent = text(side, Direction.OUTBOUND)
    until = side.clock.now() + timedelta(seconds=4)
    side.sends.record_attempt(sent, name=None, must_exist=False, retry_until=until)
    side.clock.pass_time(timedelta(seconds=1))
    stop = text(side, Direction.INBOUND, status=Status.RECEIVED, provider_id="IN1", user_id=None)
    side.inbound_texts.record(stop, WordChange(word=Word.STOP, at=stop.created_at, exact=False))

    refused(side, sent)

    # then: a START is judged against the text that the provider knows the time of
    start = text(side, Direction.INBOUND, status=Status.RECEIVED, provider_id="IN2", user_id=None)
    found = side.inbound_texts.record(start, WordChange(word=Word.START, at=start.created_at, exact=False))
    assert isinstance(found, Contested)
    assert found.state
    assert (found.state.provider_id, found.state.changed_at) == ("IN1", stop.created_at)
    kept = side.sends.message(FIRM.id, sent.thread_id, sent.id)
    assert kept
    assert kept.status is Status.FAILED
