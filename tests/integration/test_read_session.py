"""read_session: who is signed in, for which firm, with which lines."""

import pytest

from tests.integration.conftest import LINE, Functions, Person, open_firm


def test_someone_sees_themselves_their_firm_and_its_lines(functions: Functions, dana: Person):
    open_firm("Other & Co", "+14155550101")

    session = functions.call("read_session", person=dana).json

    assert session["user"] == {"id": dana.sub, "name": "Dana Reyes", "email": "dana@example.com", "role": "member"}
    assert session["firm"] == {"id": dana.firm, "name": "Field & Co", "twoWay": True, "region": "US"}
    assert [(line["address"], line["active"], line["isDefault"]) for line in session["lines"]] == [(LINE, True, True)]


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("[admin]", "admin"),
        ("[other admin]", "admin"),
        ("[other, admin]", "admin"),
        ("admin", "admin"),
        ("[administrators]", "member"),
        ("[]", "member"),
        ("", "member"),
    ],
)
def test_an_admin_is_who_the_token_puts_into_that_group(functions: Functions, dana: Person, groups: str, role: str):
    answer = functions.call("read_session", claims=dana.claims() | {"cognito:groups": groups})

    assert answer.json["user"]["role"] == role


def test_someone_without_a_name_is_called_by_their_address(functions: Functions, dana: Person):
    claims = {name: value for name, value in dana.claims().items() if name != "name"}

    assert functions.call("read_session", claims=claims).json["user"]["name"] == "dana@example.com"


@pytest.mark.parametrize(
    ("claims", "status", "code"),
    [
        ({"token_use": "access", "sub": "x"}, 401, "unauthorized"),
        ({"token_use": "access", "sub": "x", "custom:firm": "f"}, 401, "unauthorized"),
        ({"sub": "x", "custom:firm": "f"}, 401, "unauthorized"),
        ({"token_use": "id", "sub": "x"}, 403, "forbidden"),
        ({"token_use": "id", "sub": "x", "custom:firm": ""}, 403, "forbidden"),
        ({"token_use": "id", "sub": "x", "custom:firm": "0" * 32, "name": "n", "email": "e"}, 403, "forbidden"),
    ],
)
def test_who_belongs_to_no_firm_sees_nothing(functions: Functions, claims: dict[str, str], status: int, code: str):
    answer = functions.call("read_session", claims=claims)

    assert (answer.status, answer.code) == (status, code)
