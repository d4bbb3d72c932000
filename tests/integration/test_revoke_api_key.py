"""revoke_api_key: a key ends."""

from tests.integration.conftest import Functions, Person, Tables, open_firm
from tests.integration.test_create_api_key import admin, create

__all__ = ["admin"]


def test_a_revoked_key_opens_nothing(functions: Functions, admin: Person):
    made, kept = create(functions, admin), create(functions, admin)
    assert functions.call("list_opt_outs", key=made["secret"]).status == 200

    answer = functions.call("revoke_api_key", person=admin, path={"keyId": made["apiKey"]["id"]})

    assert answer.status == 204
    assert functions.call("list_opt_outs", key=made["secret"]).status == 401
    assert functions.call("list_opt_outs", key=kept["secret"]).status == 200
    assert [key["id"] for key in functions.call("list_api_keys", person=admin).json["apiKeys"]] == [
        kept["apiKey"]["id"]
    ]


def test_one_that_is_none_is_not_found(functions: Functions, admin: Person):
    made = create(functions, admin)
    path = {"keyId": made["apiKey"]["id"]}
    functions.call("revoke_api_key", person=admin, path=path)

    assert functions.call("revoke_api_key", person=admin, path=path).status == 404


def test_another_firms_is_not_found(functions: Functions, admin: Person, tables: Tables):
    other = Person(open_firm("Another", "+14155550111"), is_admin=True)
    theirs = create(functions, other)

    assert functions.call("revoke_api_key", person=admin, path={"keyId": theirs["apiKey"]["id"]}).status == 404
    assert len(tables.rows("accounts", "key")) == 1


def test_a_member_revokes_none(functions: Functions, dana: Person, admin: Person):
    made = create(functions, admin)

    assert functions.call("revoke_api_key", person=dana, path={"keyId": made["apiKey"]["id"]}).code == "forbidden"
    assert functions.call("list_opt_outs", key=made["secret"]).status == 200
