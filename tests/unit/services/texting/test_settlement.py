"""Sends whose outcome nobody knows: settled by the callback, or by the provider's own list."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from leadline.domain.errors import OptedOut, Overloaded
from leadline.domain.texting.message import Message, Reason, Status
from leadline.domain.texting.provider import Busy, Declined, OutboundRecord, Report, Unknown
from leadline.services.texting import settlement
from tests.fakes import InMemorySends
from tests.unit.services.conftest import DANA, LINE, PHONE, Office

MINUTE = timedelta(minutes=1)


@pytest.fixture
def lost(office: Office) -> Message:
    """A send without an answer, a minute ago."""
    office.carrier.script = [Unknown()]
    message = office.send().message
    office.clock.pass_time(MINUTE)
    return message


def run(office: Office, *, limit: int = 100) -> int:
    """One run of the minute rule."""
    return settlement.settle_due(
        sends=office.sends,
        accounts=office.accounts,
        carrier=office.carrier,
        clock=office.clock,
        limit=limit,
        until=office.clock.now() + MINUTE,
    )


def row(office: Office, message: Message, *, sid: str = "SM9", status: Status = Status.SENT, **more: Any) -> None:
    """A row of the provider's list that fits a message."""
    fields: dict[str, Any] = {
        "body": message.body,
        "sender": LINE.address,
        "route": None,
        "created_at": message.created_at,
    }
    report = office.carrier.report(message, status, sid=sid)
    office.carrier.listed.append(OutboundRecord(report=report, **(fields | more)))


def test_a_send_that_the_provider_has_becomes_what_it_says(office: Office, lost: Message):
    row(office, lost)

    assert run(office) == 1

    assert office.sends.only().status is Status.SENT
    assert office.sends.only().provider_id == "SM9"
    assert run(office) == 0


@pytest.mark.parametrize(
    "differs",
    [
        {"body": "Another text"},
        {"sender": "+14155550199"},
        {"sender": None, "route": "MG of another line"},
        {"created_at": timedelta(seconds=-11)},
        {"created_at": timedelta(seconds=91)},
    ],
    ids=str,
)
def test_another_text_to_the_same_phone_is_not_taken_for_it(office: Office, lost: Message, differs: dict[str, Any]):
    shift = differs.get("created_at")
    row(office, lost, **(differs | ({"created_at": lost.created_at + shift} if isinstance(shift, timedelta) else {})))

    assert run(office) == 0
    assert office.sends.only().status is Status.SENDING


def test_behind_a_messaging_service_the_sender_is_not_known_and_the_service_counts(office: Office, lost: Message):
    office.change_line(route="MG1")
    row(office, lost, sender=None, route="MG1")

    assert run(office) == 1


def test_only_what_two_lists_some_minutes_apart_do_not_have_has_failed(office: Office, lost: Message):
    assert run(office) == 0
    office.clock.pass_time(2 * MINUTE)
    assert run(office) == 0
    assert office.sends.only().status is Status.SENDING

    office.clock.pass_time(2 * MINUTE)
    assert run(office) == 1

    assert office.sends.only().status is Status.FAILED
    assert office.sends.only().reason == settlement.NOT_SENT
    assert office.send().is_new, "a failure opens the way for the next click"


def test_a_send_that_shows_up_in_the_second_list_went_out(office: Office, lost: Message):
    run(office)
    office.clock.pass_time(4 * MINUTE)
    row(office, lost)

    assert run(office) == 1
    assert office.sends.only().status is Status.SENT


@pytest.mark.parametrize("trouble", [Busy(), Unknown(), Declined(Reason("line_refused", "…"))])
def test_a_list_that_cannot_be_read_proves_nothing(office: Office, lost: Message, trouble: Exception):
    office.carrier.list_down = trouble
    for _ in range(20):
        assert run(office) == 0
        office.clock.pass_time(MINUTE)
    office.carrier.list_down = None

    assert run(office) == 0
    assert office.sends.only().status is Status.SENDING


def test_a_row_that_another_message_has_claimed_is_not_taken_again(office: Office):
    # given: one text that was answered, and the same one again without an answer
    first = office.send().message
    office.clock.pass_time(timedelta(seconds=3))
    office.carrier.script = [Unknown()]
    second = office.send().message
    row(office, first, sid="SM1")
    office.clock.pass_time(MINUTE)

    assert run(office) == 0
    assert office.sends.messages[second.id].status is Status.SENDING


@pytest.mark.parametrize("took", [0, 1])
def test_of_two_unknown_sends_alike_the_one_that_never_went_out_gets_no_row(office: Office, took: int):
    # given: two users sent the same words twenty seconds apart, and the provider has one of them
    office.carrier.script = [Unknown(), Unknown()]
    sent = []
    for user in ("dana", "lee"):
        sent.append(office.send(sender=replace(DANA, id=user)).message)
        office.clock.pass_time(timedelta(seconds=20))
    row(office, sent[took], created_at=sent[took].created_at + timedelta(seconds=2))
    office.clock.pass_time(MINUTE)

    # when: no callback tells whose it is for three minutes
    assert run(office) == 0
    office.clock.pass_time(settlement.LOOK_AGAIN_AFTER)
    assert run(office) == 2

    # then: it is given to the nearer one
    assert office.sends.messages[sent[took].id].provider_id == "SM9"
    assert office.sends.messages[sent[1 - took].id].status is Status.FAILED


def test_a_row_that_may_be_one_of_two_sends_alike_waits_for_the_callback_that_tells(office: Office):
    # given: of two sends alike the older one went out, so late that its row is nearer to the newer one
    office.carrier.script = [Unknown(), Unknown()]
    older = office.send(sender=replace(DANA, id="dana")).message
    office.clock.pass_time(timedelta(seconds=20))
    newer = office.send(sender=replace(DANA, id="lee")).message
    row(office, older, created_at=newer.created_at + timedelta(seconds=9))
    office.clock.pass_time(MINUTE)
    assert run(office) == 0

    # when: its callback comes
    office.sends.settle(older, office.carrier.report(older, Status.SENT, sid="SM9"))
    office.clock.pass_time(settlement.LOOK_AGAIN_AFTER)
    run(office)

    # then
    assert office.sends.messages[older.id].provider_id == "SM9"
    assert office.sends.messages[newer.id].status is Status.FAILED
    assert office.sends.messages[newer.id].provider_id is None


def test_the_row_of_another_line_is_not_the_nearer_ones(office: Office):
    # given: the same words from two lines; only the older send went out, and its row is nearer to the other one
    other = replace(LINE, id="second", address="+14155550101", is_default=False)
    office.change_firm(lines=(LINE, other))
    office.carrier.script = [Unknown(), Unknown()]
    older = office.send().message
    office.clock.pass_time(timedelta(seconds=5))
    newer = office.send(sender=replace(DANA, id="lee"), recipient_phone=PHONE, line_id=other.id).message
    row(office, older, created_at=newer.created_at)
    office.clock.pass_time(MINUTE)

    assert run(office) == 1

    assert office.sends.messages[older.id].status is Status.SENT
    assert office.sends.messages[newer.id].status is Status.SENDING


def test_one_message_whose_tables_are_busy_does_not_hold_up_the_others(office: Office, monkeypatch: pytest.MonkeyPatch):
    office.carrier.script = [Unknown(), Unknown()]
    first, second = (office.send(words).message for words in ("One", "Two"))
    for message in (first, second):
        row(office, message, sid=f"SM-{message.body}")
    office.clock.pass_time(MINUTE)
    settle = type(office.sends).settle

    def busy(self: InMemorySends, message: Message, report: Report) -> Message:
        if message.id == first.id:
            raise Overloaded
        return settle(self, message, report)

    monkeypatch.setattr(type(office.sends), "settle", busy)
    assert run(office) == 1
    assert office.sends.messages[second.id].status is Status.SENT

    monkeypatch.undo()
    assert run(office) == 1
    assert office.sends.messages[first.id].status is Status.SENT


@pytest.mark.parametrize("arrived", [1, 2])
def test_two_unknown_sends_alike_never_share_a_row(office: Office, arrived: int):
    # given: two users sent the same words, and neither got an answer
    office.carrier.script = [Unknown(), Unknown()]
    sent = [office.send(sender=replace(DANA, id=user)).message for user in ("dana", "lee")]
    for number, message in enumerate(sent[:arrived]):
        row(office, message, sid=f"SM{number}", created_at=message.created_at + number * timedelta(seconds=1))
    office.clock.pass_time(MINUTE)

    run(office)
    office.clock.pass_time(settlement.LOOK_AGAIN_AFTER)
    run(office)

    claimed = [m.provider_id for m in office.sends.messages.values() if m.status is Status.SENT]
    assert len(set(claimed)) == len(claimed) == arrived


def test_of_two_unknown_sends_that_were_taken_late_each_gets_its_own_row(office: Office):
    # given: the first one's row is nearer to the second click than to its own
    office.carrier.script = [Unknown(), Unknown()]
    sent = []
    for user, late in (("dana", 20), ("lee", 15)):
        message = office.send(sender=replace(DANA, id=user)).message
        row(office, message, sid=f"SM-{user}", created_at=message.created_at + timedelta(seconds=late))
        sent.append(message)
        office.clock.pass_time(timedelta(seconds=14))
    office.clock.pass_time(MINUTE)

    assert run(office) == 2

    assert [office.sends.messages[message.id].provider_id for message in sent] == ["SM-dana", "SM-lee"]


def test_a_row_that_failed_says_why(office: Office, lost: Message):
    report = replace(
        office.carrier.report(lost, Status.FAILED, sid="SM9"),
        reason=Reason("opted_out", str(OptedOut()), "21610"),
        opts_out=True,
    )
    row(office, lost)
    office.carrier.listed = [replace(office.carrier.listed[0], report=report)]

    assert run(office) == 1

    assert office.sends.only().reason == report.reason
    assert office.sends.opted_out(lost)


def unknown(office: Office, many: int, *, account: str = "AC1") -> list[Message]:
    """Sends to different people, a second apart, without an answer, by a provider account."""
    sent = []
    for number in range(many):
        office.carrier.script = [Unknown()]
        to = f"+1202555{len(office.sends.messages):04}"
        message = office.send(f"{number}", sender=replace(DANA, id=to), recipient_phone=to).message
        office.sends.messages[message.id] = replace(message, account=account)
        sent.append(message)
        office.clock.pass_time(timedelta(seconds=1))
    return sent


def test_more_sends_than_are_looked_at_at_once_are_all_looked_at(office: Office):
    for message in unknown(office, 8):
        row(office, message, sid=f"SM-{message.body}")
    office.clock.pass_time(MINUTE)

    assert run(office, limit=3) == 8


def test_an_account_that_does_not_answer_is_asked_once_a_run_and_holds_up_no_other(office: Office):
    # given: more sends of a silent account than are looked at at once, then one of an account that answers
    unknown(office, 5, account="AC silent")
    (last,) = unknown(office, 1)
    row(office, last)
    office.carrier.silent = {"AC silent"}
    office.clock.pass_time(MINUTE)

    assert run(office, limit=3) == 1

    assert office.carrier.asked == ["AC silent", "AC1"]
    assert office.sends.messages[last.id].status is Status.SENT


def test_a_send_that_nothing_can_be_learned_of_holds_up_no_other_of_its_account(office: Office):
    # given: the account answers about all but the first one of three
    first, *others = unknown(office, 3)
    for message in others:
        row(office, message, sid=f"SM-{message.body}")
    office.carrier.silent = {first.address}

    # when
    for _ in range(3):
        office.clock.pass_time(MINUTE)
        run(office)

    # then
    assert {office.sends.messages[message.id].status for message in others} == {Status.SENT}
    assert office.sends.messages[first.id].status is Status.SENDING


def test_thousands_of_later_texts_with_the_same_words_do_not_stand_in_the_way(office: Office, lost: Message):
    row(office, lost)
    for number in range(3000):
        later = lost.created_at + 10 * MINUTE + timedelta(seconds=number)
        row(office, lost, sid=f"later {number}", created_at=later)

    assert run(office) == 1
    assert office.sends.only().provider_id == "SM9"


def test_a_callback_settles_without_the_list(office: Office, lost: Message):
    office.sends.messages[lost.id] = replace(lost, status=Status.DELIVERED)
    office.carrier.list_down = Busy()

    assert run(office) == 1
    assert office.send().is_new, "its click is closed now"


def test_nothing_is_begun_after_the_end_of_the_run(office: Office, lost: Message):
    row(office, lost)

    settled = settlement.settle_due(
        sends=office.sends,
        accounts=office.accounts,
        carrier=office.carrier,
        clock=office.clock,
        limit=100,
        until=office.clock.now(),
    )

    assert settled == 0
    assert office.sends.only().status is Status.SENDING
