"""A message's body, its status, its key and its id."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from leadline.domain.errors import Invalid
from leadline.domain.identifiers import new_id
from leadline.domain.texting.message import EMPTY, Direction, Media, Message, Status, checked_body, preview
from leadline.domain.texting.message_key import MessageKey, message_key

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ORDER = [Status.SCHEDULED, Status.QUEUED, Status.SENDING, Status.SENT]
FINAL = [Status.DELIVERED, Status.FAILED, Status.CANCELLED]


@pytest.mark.parametrize(
    "body", ["", " ", "\n\t\r", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\0", "\u2060 \ufeff"]
)
def test_a_body_that_shows_nothing_is_blank(body: str):
    with pytest.raises(Invalid) as refused:
        checked_body(body)

    assert refused.value.errors == {"message": "write a message first."}


@pytest.mark.parametrize("body", ["a", " a ", "\na\n", "👨‍👩‍👧", "a" * 1600, "😀" * 800, "\N{COMBINING ACUTE ACCENT}"])
def test_a_body_is_kept_exactly_as_typed(body: str):
    assert checked_body(body) == body


@pytest.mark.parametrize("body", ["a" * 1601, "😀" * 800 + "a", " " * 1600 + "a"])
def test_a_body_has_at_most_1600_characters_as_carriers_count(body: str):
    with pytest.raises(Invalid, match=r"1,601"):
        checked_body(body)


def test_who_is_told_that_a_text_with_emoji_is_too_long_is_told_why():
    with pytest.raises(Invalid, match=r"1,602 \(an emoji counts as two\)"):
        checked_body("😀" * 801)


@pytest.mark.parametrize(
    ("body", "media", "shown"),
    [
        ("Hello", (), "Hello"),
        ("x" * 141, (), "x" * 140),
        ("", (), EMPTY),
        (" \u200b\n", (), EMPTY),
        ("", (Media("https://api.example.com/1", "image/png"),), ""),
        ("Look", (Media("https://api.example.com/1", "image/png"),), "Look"),
    ],
)
def test_a_list_shows_the_beginning_of_a_message_or_that_it_has_none(body: str, media: tuple[Media, ...], shown: str):
    assert preview(replace(_message(), body=body, media=media)) == shown


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(ORDER)) + [(ORDER[-1], final) for final in FINAL])
def test_a_status_moves_forward(earlier: Status, later: Status):
    assert earlier in later.earlier


@pytest.mark.parametrize("status", Status)
def test_a_status_never_repeats_itself(status: Status):
    assert status not in status.earlier


@pytest.mark.parametrize("final", [*FINAL, Status.RECEIVED])
@pytest.mark.parametrize("status", Status)
def test_what_is_final_never_moves(status: Status, final: Status):
    assert final not in status.earlier


def test_a_status_never_moves_back():
    for place, status in enumerate(ORDER):
        assert list(status.earlier) == ORDER[:place]


def _message() -> Message:
    return Message(
        id="m",
        firm_id="f",
        thread_id="t-_",
        address="+12025550143",
        direction=Direction.OUTBOUND,
        status=Status.SENDING,
        body="Hello",
        segments=1,
        created_at=NOON,
    )


def test_a_messages_key_finds_it_and_holds_no_phone_number():
    key = message_key(_message())

    assert MessageKey.parse(key) == MessageKey("f", "t-_", "m")
    assert "2025550143" not in key


@pytest.mark.parametrize("text", ["", ".", "..", "f", "f.t", "f.t.", ".t.m", "f..m"])
def test_what_isnt_a_key_finds_nothing(text: str):
    assert MessageKey.parse(text) is None


def test_ids_sort_by_time():
    times = [NOON + timedelta(milliseconds=7 * number) for number in range(200)]
    ids = [new_id(at) for at in times]

    assert ids == sorted(ids)
    assert len({new_id(NOON) for _ in range(1000)}) == 1000
    assert {len(id_) for id_ in ids} == {32}
