"""docs/openapi.yaml against the code that it describes."""

from dataclasses import MISSING, fields
from http import HTTPStatus
from typing import Any, get_args, get_type_hints

import pytest
from openapi_spec_validator import validate

from leadline.domain import errors
from leadline.domain.accounts.line import LineType
from leadline.domain.errors import Refusal
from leadline.domain.texting.draft import Draft
from leadline.domain.texting.message import MAX_CHARACTERS, Direction, Status
from leadline.entrypoints.http.body import camel
from leadline.entrypoints.http.problem import STATUSES
from tests import contract

SCHEMAS = contract.document()["components"]["schemas"]


def refusals() -> set[type[Refusal]]:
    """Every refusal there is."""
    return {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Refusal)} - {Refusal}


def test_the_document_is_valid():
    validate(contract.document())


def test_every_refusal_has_a_status():
    assert set(STATUSES) == refusals()


def test_every_code_is_in_the_document_and_no_other():
    codes = {refusal.code for refusal in refusals()} | {"internal_error"}

    assert set(SCHEMAS["Problem"]["properties"]["code"]["enum"]) == codes


@pytest.mark.parametrize("refusal", sorted(refusals(), key=str), ids=str)
def test_a_status_is_answered_somewhere(refusal: type[Refusal]):
    status = str(int(STATUSES[refusal]))

    assert any(status in operation.definition["responses"] for operation in contract.operations().values())


def test_what_products_table_says_is_what_is_answered():
    table = {
        "invalid": 400, "no_phone": 400, "invalid_number": 400, "landline": 400, "cannot_be_texted": 400,
        "blocked": 400, "opted_out": 403, "two_way_off": 403, "forbidden": 403, "not_found": 404, "conflict": 409,
        "too_large": 413, "rate_limited": 429, "delivery_failed": 500, "overloaded": 503,
    }  # fmt: skip

    assert {refusal.code: int(status) for refusal, status in STATUSES.items() if refusal.code in table} == table
    assert all(isinstance(status, HTTPStatus) for status in STATUSES.values())


def test_words_that_are_shown_to_people_are_the_products():
    assert errors.RateLimited(1).args == ("Rate limit: 10 messages per minute. Try again shortly.",)
    assert errors.Landline.sentence == "This number is a landline and can't receive SMS messages"
    assert errors.OptedOut.sentence == (
        "This lead has opted out of SMS. You can't send messages until they text START to opt back in."
    )


def test_statuses_and_directions_are_the_documents():
    assert SCHEMAS["Status"]["enum"] == [status.value for status in Status]
    assert SCHEMAS["Message"]["properties"]["direction"]["enum"] == [direction.value for direction in Direction]


def test_a_draft_has_the_fields_of_the_document():
    properties = SCHEMAS["Draft"]["properties"]
    hints = get_type_hints(Draft)

    assert set(properties) == {camel(field.name) for field in fields(Draft)}
    assert SCHEMAS["Draft"]["required"] == [camel(field.name) for field in fields(Draft) if field.default is MISSING]
    for field in fields(Draft):
        nullable = type(None) in get_args(hints[field.name])
        assert ("null" in properties[camel(field.name)]["type"]) is nullable
    assert properties["message"]["maxLength"] == MAX_CHARACTERS
    assert properties["messageType"]["enum"] == [*LineType, None]


@pytest.mark.parametrize(
    ("field", "longest"),
    [(name, schema["maxLength"]) for name, schema in SCHEMAS["Draft"]["properties"].items() if "maxLength" in schema],
)
def test_a_longer_text_than_the_document_allows_is_refused(field: str, longest: int):
    python_name = "".join(f"_{c.lower()}" if c.isupper() else c for c in field)
    values: dict[str, Any] = {"message": "Hi", "recipient_phone": "+12025550143", python_name: "x" * (longest + 1)}
    if python_name == "thread_id":
        del values["recipient_phone"]

    with pytest.raises(Refusal):
        Draft(**values)


def test_examples_keep_to_their_schemas():
    for id_, operation in contract.operations().items():
        for status, response in operation.definition["responses"].items():
            for content_type, content in response.get("content", {}).items():
                for name in content.get("examples", {}):
                    value = contract.document()["components"]["examples"][name]["value"]
                    contract.check_value(id_, status, content_type, value)


def test_a_draft_leaves_out_what_it_has_not_and_never_says_it_empty():
    for field in fields(Draft):
        assert SCHEMAS["Draft"]["properties"][camel(field.name)].get("minLength", 1) == 1
        with pytest.raises(Refusal):
            Draft(**{"message": "Hi", "lead_id": "lead", field.name: ""})
