"""What a request may hold: whatever it is, it is read as meant, or refused by name."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadline.domain.errors import Invalid, NotFound, Refusal, TooLarge
from leadline.domain.leads.lead_draft import LeadChange, LeadDraft
from leadline.domain.numbers.number_question import NumberQuestion
from leadline.domain.opt_outs.opt_out_draft import OptOutDraft
from leadline.domain.texting.draft import Draft
from leadline.domain.writing.unprintable import without_unprintable
from leadline.entrypoints.http.problem import problem
from leadline.entrypoints.http.request import MAX_BODY_BYTES, Request
from tests.outcome import outcome

PHONE = "+12025550143"

jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(["message", "threadId", "leadId", "recipientPhone", "messageType", "self", "body", "thread_id"])
anything = (
    st.binary(max_size=300)
    | jsons.map(lambda value: json.dumps(value).encode())
    | st.dictionaries(names, jsons, max_size=6).map(lambda value: json.dumps(value).encode())
)


def request(
    body: bytes = b"", *, query: Mapping[str, str] | None = None, path: str = "", key: str | None = None
) -> Request:
    """A request with a body that the gateway passes on as base64."""
    return Request(
        {
            "headers": {"content-type": "application/json", "idempotency-key": key},
            "body": b64encode(body).decode(),
            "isBase64Encoded": True,
            "queryStringParameters": query,
            "pathParameters": {"id": path},
        }
    )


@given(anything)
@example(b"\xef\xbb\xbf{}")
@example(b"[" * 60_000)
@example(b'{"a":' * 9_000)
@example(b"-" + b"9" * 60_000)
@example(b'{"message":-' + b"9" * 4000 + b"}")
@example(b'{"message":1e400}')
@example(b'{"message":"\\ud800","recipientPhone":"+12025550143"}')
@example(b'{"message":"\\udfff\\ud800x","recipientPhone":"+12025550143"}')
@example(b'{"\\ud83d":1}')
@example(b'{"message":"\xed\xa0\x80","recipientPhone":"+12025550143"}')
@example(b"{" + b'"a":1,' * 9_000 + b'"b":1}')
def test_whatever_body_comes_is_a_draft_or_a_refusal_that_can_be_told(body: bytes):
    draft = outcome(lambda: request(body).body(Draft))
    if isinstance(draft, Refusal):
        told = problem(draft)
        assert told["statusCode"] == 400
        assert json.loads(told["body"])["detail"]
        return

    assert json.loads(body)["message"] == draft.message


@given(st.text(max_size=200).map(without_unprintable), st.booleans())
@example("a\tb\r\nc", False)
@example("\U0001f468\u200d\U0001f469\u200d\U0001f467", True)
def test_a_text_arrives_as_it_was_written(text: str, escaped: bool):
    body = json.dumps({"message": f"a{text}", "recipientPhone": PHONE}, ensure_ascii=escaped).encode()

    assert request(body).body(Draft).message == f"a{text}"


@pytest.mark.parametrize("bad", ["\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\ufffe", "\U0010ffff"])
@pytest.mark.parametrize(
    ("kind", "field", "given"),
    [
        (Draft, "message", "Hello{}"),
        (Draft, "recipientName", "Ann{}"),
        (LeadDraft, "name", "Ann{}"),
        (LeadDraft, "email", "ann@example.com{}"),
        (LeadDraft, "fields", {"City{}": "Rome"}),
        (LeadDraft, "fields", {"City": "Rome{}"}),
        (LeadChange, "event", "Fair{}"),
        (OptOutDraft, "note", "On the phone{}"),
        (NumberQuestion, "phone", "+12025550143{}"),
    ],
)
def test_a_field_with_what_is_no_character_is_refused_by_its_name(kind: type, field: str, given: object, bad: str):
    body = json.dumps({field: given}).replace("{}", json.dumps(bad)[1:-1]).encode()

    with pytest.raises(Invalid) as refused:
        request(body).body(kind)

    assert "control characters" in refused.value.errors[field]


@pytest.mark.parametrize("size", [MAX_BODY_BYTES + 1, MAX_BODY_BYTES * 4])
def test_a_body_over_the_limit_is_too_large(size: int):
    with pytest.raises(TooLarge):
        request(b" " * size).body(Draft)


@given(st.text(max_size=20) | st.integers().map(str))
@example("٣")
@example("9" * 5000)
@example("1_0")
@example("+5")
def test_a_number_is_in_its_range_or_refused(text: str):
    number = outcome(lambda: request(query={"limit": text}).number("limit", default=25, largest=50))
    if isinstance(number, Refusal):
        assert isinstance(number, Invalid)
        assert list(number.errors) == ["limit"]
        return

    assert 1 <= number <= 50
    assert re.fullmatch("0*" + str(number), text)


@given(st.text(max_size=250))
@example("2026-11-24T09:00:00.000+00:00#kB3xv0Qm8h1dJ2c5u7e9wYzTqLrA")
@example("\0")
@example("\ud800")
@example("\U0001f600" * 200)
def test_a_cursor_is_taken_as_it_is_or_refused_and_fits_a_key(text: str):
    cursor = outcome(lambda: request(query={"cursor": text}).text("cursor", longest=200))
    if isinstance(cursor, Refusal):
        assert isinstance(cursor, Invalid)
        assert list(cursor.errors) == ["cursor"]
        return

    assert cursor == text
    assert 0 < len(cursor.encode()) <= 1024


@given(st.text(max_size=600))
@example("\ud800")
@example("\U0001f600" * 512)
def test_an_id_is_taken_as_it_is_or_nobodys_and_fits_a_key(text: str):
    try:
        found = request(path=text).id("id")
    except NotFound:
        return

    assert found == text
    assert len(found.encode()) <= 512


@given(st.text(max_size=300))
@example("\x7f")
@example("é")
@example("a b")
@example("")
def test_an_idempotency_key_is_visible_ascii_or_refused(text: str):
    key = outcome(lambda: request(key=text).idempotency_key())
    if isinstance(key, Refusal):
        assert isinstance(key, Invalid)
        assert list(key.errors) == ["Idempotency-Key"]
        return

    assert key == text
    assert re.fullmatch("[!-~]{1,255}", key)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=5))
def test_a_refusal_names_every_field_that_is_unknown(given_: dict[str, Any]):
    with pytest.raises(Invalid) as refused:
        request(json.dumps({"nobody's field": 1, **given_}).encode()).body(Draft)

    assert "nobody's field" in refused.value.errors
