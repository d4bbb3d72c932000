"""What can be refused before anything is looked up."""

from typing import Any

import pytest

from leadline.domain.draft import Draft
from leadline.domain.errors import Invalid, InvalidNumber, MessageTypeNotServed, Refusal, SchedulingNotServed

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
