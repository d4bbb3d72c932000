"""list_api_keys: which keys a firm has, without their secrets."""

from tests.integration.conftest import Functions, Person, open_firm
from tests.integration.test_create_api_key import admin, create

__all__ = ["admin"]


def test_the_newest_stands_first_and_no_secret_is_told(functions: Functions, admin: Person):
    made = [create(functions, admin, name) for name in ("First", "Second")]

    answer = functions.call("list_api_keys", person=admin)

    assert answer.json["apiKeys"] == [key["apiKey"] for key in reversed(made)]
    assert not any(key["secret"].rpartition("_")[2] in answer.text for key in made)


def test_another_firms_are_not_shown(functions: Functions, admin: Person):
    create(functions, admin)
    other = Person(open_firm("Another", "+14155550111"), is_admin=True)

    assert functions.call("list_api_keys", person=other).json == {"apiKeys": []}


def test_a_member_sees_none(functions: Functions, dana: Person):
    assert functions.call("list_api_keys", person=dana).code == "forbidden"
