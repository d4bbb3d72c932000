"""When a number is blocked: three filtered messages in a row, whatever else happens between."""

from datetime import timedelta

import pytest

from leadline.adapters.twilio.error_codes import MEANINGS
from leadline.domain.numbers.blocking import FILTERED, is_to_be_blocked
from leadline.domain.texting.message import Direction, Message, Reason, Status
from tests.fakes import NOON

# f: filtered, d: delivered, x: failed otherwise, s: sent and nothing heard yet, i: a text of the lead's; newest last.
KINDS = {
    "f": (Direction.OUTBOUND, Status.FAILED, Reason("carrier_filtered", "…", "30007")),
    "b": (Direction.OUTBOUND, Status.FAILED, Reason("carrier_blocked", "…", "30004")),
    "d": (Direction.OUTBOUND, Status.DELIVERED, None),
    "x": (Direction.OUTBOUND, Status.FAILED, Reason("unreachable", "…", "30003")),
    "s": (Direction.OUTBOUND, Status.SENT, None),
    "i": (Direction.INBOUND, Status.RECEIVED, None),
}


def history(told: str) -> list[Message]:
    """Messages, newest first."""
    return [
        Message(
            id=f"{minute:04}", firm_id="f", thread_id="t", address="+12025550143", direction=KINDS[kind][0],
            status=KINDS[kind][1], body="…", segments=1, created_at=NOON + timedelta(minutes=minute), reason=KINDS[kind][2],
        )
        for minute, kind in reversed(list(enumerate(told)))
    ]  # fmt: skip


@pytest.mark.parametrize("told", ["fff", "bfb", "dfff", "ifff", "fsfsf", "fxfxfx", "ffffs"])
def test_three_filtered_messages_in_a_row_block_a_number(told: str):
    assert is_to_be_blocked(history(told), since=None)


@pytest.mark.parametrize("told", ["", "ff", "ffd", "fdff", "ffif", "fff" + "d", "xxx", "sss"])
def test_anything_less_does_not(told: str):
    assert not is_to_be_blocked(history(told), since=None)


def test_what_was_filtered_before_a_block_was_lifted_is_forgotten():
    lifted_at = NOON + timedelta(minutes=2, seconds=30)

    assert not is_to_be_blocked(history("fffff"), since=lifted_at)
    assert is_to_be_blocked(history("ffffff"), since=lifted_at)


def test_the_reasons_are_those_of_the_carriers_codes():
    assert {MEANINGS[code].code for code in (30007, 30004)} == FILTERED
