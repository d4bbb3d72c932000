"""What can be refused before anything is looked up."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.errors import Invalid, InvalidNumber, MessageTypeNotServed, Refusal, SchedulingNotServed
from leadline.domain.texting.draft import Draft
from tests.outcome import outcome

PHONE = "+12025550143"


@pytest.mark.parametrize(
    "fields",
    [
        {"recipient_phone": PHONE},
        {"recipient_phone": "+1 (202) 555-0143", "recipient_name": "Sam", "message_type": "sms"},
        {"thread_id": "t" * 512},
        {"lead_id": "l"},
        {"lead_id": "l", "recipient_phone": PHONE, "line_id": "x", "batch_id": "b"},
        {"lead_id": "l", "thread_id": "t"},
    ],
)
def test_a_message_with_one_recipient_is_well_formed(fields: dict[str, str]):
    assert Draft(message="Hello", **fields).message == "Hello"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"message": " "}, "message"),
        ({"message": "a" * 1601}, "message"),
        ({"message_type": "fax"}, "message_type"),
        ({"message_type": ""}, "message_type"),
        ({"message_type": "SMS"}, "message_type"),
        ({"line_id": ""}, "line_id"),
        ({"line_id": "x" * 65}, "line_id"),
        ({"thread_id": "", "recipient_phone": None}, "thread_id"),
        ({"thread_id": "x" * 513, "recipient_phone": None}, "thread_id"),
        ({"lead_id": ""}, "lead_id"),
        ({"lead_id": "x" * 65}, "lead_id"),
        ({"batch_id": ""}, "batch_id"),
        ({"batch_id": "x" * 65}, "batch_id"),
        ({"recipient_name": ""}, "recipient_name"),
        ({"recipient_name": "x" * 201}, "recipient_name"),
        ({"recipient_phone": ""}, "recipient_phone"),
        ({"recipient_phone": " "}, "recipient_phone"),
        ({"recipient_phone": None}, "recipient_phone"),
        ({"thread_id": "t"}, "recipient_phone"),  # and the phone: which one?
    ],
    ids=str,
)
def test_a_malformed_field_is_named(fields: dict[str, Any], field: str):
    with pytest.raises(Invalid) as refused:
        Draft(**({"message": "Hello", "recipient_phone": PHONE} | fields))

    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"recipient_phone": "12"}, InvalidNumber),
        ({"recipient_phone": "+11234567890"}, InvalidNumber),
        ({"message_type": "email"}, MessageTypeNotServed),
        ({"message_type": "imessage"}, MessageTypeNotServed),
        ({"recipient_phone": None, "recipient_email": "sam@example.com"}, MessageTypeNotServed),
        ({"scheduled_at": "2026-12-24T09:00:00+01:00"}, SchedulingNotServed),
    ],
)
def test_what_isnt_served_or_no_number_has_a_code_of_its_own(fields: dict[str, Any], refusal: type[Refusal]):
    with pytest.raises(refusal):
        Draft(**({"message": "Hello", "recipient_phone": PHONE} | fields))


texts = st.none() | st.text(max_size=70) | st.sampled_from(["sms", "email", PHONE, "2026-12-24T09:00:00Z", "x" * 600])


@given(st.fixed_dictionaries({"message": st.text(max_size=1700)}, optional={f.name: texts for f in fields(Draft)[1:]}))
def test_whatever_texts_are_given_are_kept_as_they_are_or_refused(given_texts: dict[str, Any]):
    draft = outcome(lambda: Draft(**given_texts))
    if isinstance(draft, Refusal):
        assert str(draft)
        return

    assert {name: getattr(draft, name) for name in given_texts} == given_texts
    assert draft.thread_id or draft.recipient_phone or draft.lead_id
    assert draft.message.strip()
