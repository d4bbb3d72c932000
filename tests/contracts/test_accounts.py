"""Firms and lines, in memory and in the table: whose a number is, and which line is swept next."""

from datetime import timedelta

from msgspec.structs import replace

from leadline.domain.accounts.line import Line
from leadline.domain.texting.provider import InboundText
from tests.contracts.conftest import FIRMS, Side
from tests.fakes import NOON

MINUTE = timedelta(minutes=1)
FIRM, OTHER = FIRMS


def test_a_firm_is_known_with_its_lines(side: Side):
    assert side.accounts.firm(FIRM.id) == _swept(side)
    assert side.accounts.firm("nobody") is None


def test_a_number_has_one_owner(side: Side):
    for firm in FIRMS:
        for line in firm.lines:
            assert side.accounts.line_of(line.address, None) == (firm.id, line.id)
    assert side.accounts.line_of("+14155550999", None) is None
    assert side.accounts.line_of("+14155550999", "MG" + "0" * 32) is None


def test_the_line_that_was_tried_longest_ago_is_swept_first(side: Side):
    every = {line.id for firm in FIRMS for line in firm.lines}
    first, second, *_ = lines = _lines(side)
    assert {line.id for line in lines} == every

    side.accounts.mark_swept(first, at=NOON + MINUTE, until=NOON + MINUTE)
    side.accounts.mark_swept(second, at=NOON + 2 * MINUTE, until=None)

    *rest, third, fourth = _lines(side)
    assert [third.id, fourth.id] == [first.id, second.id]
    assert {line.id for line in rest} == every - {first.id, second.id}
    assert third.swept_until == NOON + MINUTE
    assert fourth.swept_until == second.swept_until, "a try that failed leaves nothing behind as seen"
    tried_before = {line.id for line in side.accounts.lines_to_sweep(tried_before=NOON + 2 * MINUTE)}
    assert tried_before == every - {second.id}


def test_what_one_run_has_read_is_not_taken_back_by_a_slower_one(side: Side):
    line = _lines(side)[0]
    side.accounts.mark_swept(line, at=NOON + MINUTE, until=NOON + 2 * MINUTE)

    side.accounts.mark_swept(line, at=NOON + 2 * MINUTE, until=NOON + MINUTE)

    (marked,) = (other for other in _lines(side) if other.id == line.id)
    assert marked.swept_until == NOON + 2 * MINUTE


def test_a_line_that_is_gone_is_not_brought_back_by_a_sweep(side: Side):
    gone = replace(FIRM.lines[0], id="gone")

    side.accounts.mark_swept(gone, at=NOON, until=NOON)

    assert "gone" not in {line.id for line in _lines(side)}
    firm = side.accounts.firm(FIRM.id, fresh=True)
    assert firm
    assert {line.id for line in firm.lines} == {line.id for line in FIRM.lines}


def test_a_text_that_nobody_owns_can_be_put_aside_twice(side: Side):
    text = InboundText(
        provider_id="IN1",
        account="AC1",
        sender="+12025550143",
        recipient="+14155550999",
        route=None,
        body="Hi",
    )

    for _ in range(2):
        side.accounts.quarantine(text, at=NOON)

    for firm in FIRMS:
        assert side.inbox.page(firm.id, limit=10, before=None).threads == []


def _lines(side: Side) -> list[Line]:
    """Every line, those tried longest ago first."""
    return list(side.accounts.lines_to_sweep(tried_before=NOON + 60 * MINUTE))


def _swept(side: Side) -> object:
    """The firm as it began; a line's own table counts it as swept from its beginning."""
    firm = side.accounts.firm(FIRM.id)
    assert firm
    return replace(FIRM, lines=tuple(replace(line, swept_until=firm.lines[0].swept_until) for line in FIRM.lines))
