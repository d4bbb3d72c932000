"""create_api_key: an admin makes a key for a program."""

import json
from typing import Any

import pytest

from tests.integration.conftest import Functions, Person, Tables


@pytest.fixture
def admin(firm: str) -> Person:
    """An admin of the firm."""
    return Person(firm, name="Ada Admin", is_admin=True)


def create(functions: Functions, admin: Person, name: str = "Signup form") -> dict[str, Any]:
    """Make a key."""
    answer = functions.call("create_api_key", person=admin, body={"name": name})
    assert answer.status == 201, answer.text
    return dict(answer.json)


def test_a_key_is_shown_once_and_only_its_hash_is_kept(functions: Functions, admin: Person, tables: Tables):
    made = create(functions, admin, "  Signup form ")

    prefix, firm, key_id, secret = made["secret"].split("_")
    assert (prefix, firm, key_id) == ("ll", admin.firm, made["apiKey"]["id"])
    assert len(secret) >= 48
    assert made["apiKey"] == {
        "id": key_id,
        "name": "Signup form",
        "createdAt": made["apiKey"]["createdAt"],
        "createdBy": "Ada Admin",
        "lastUsedAt": None,
        "hint": secret[:6],
    }
    assert secret not in json.dumps(tables.everything(), default=repr)


def test_no_two_keys_are_alike(functions: Functions, admin: Person):
    assert create(functions, admin)["secret"] != create(functions, admin)["secret"]


def test_a_member_makes_none(functions: Functions, dana: Person, tables: Tables):
    answer = functions.call("create_api_key", person=dana, body={"name": "Mine"})

    assert (answer.status, answer.code) == (403, "forbidden")
    assert tables.rows("accounts", "key") == []


@pytest.mark.parametrize(
    "body", [{}, {"name": " "}, {"name": "x" * 101}, {"name": None}, {"name": "x", "role": "admin"}]
)
def test_what_is_malformed_is_refused(functions: Functions, admin: Person, body: dict[str, Any]):
    assert functions.call("create_api_key", person=admin, body=body).code == "invalid"


def test_fifty_are_enough(functions: Functions, admin: Person):
    for number in range(50):
        create(functions, admin, f"Key {number}")

    answer = functions.call("create_api_key", person=admin, body={"name": "One more"})

    assert (answer.status, answer.code) == (409, "conflict")
