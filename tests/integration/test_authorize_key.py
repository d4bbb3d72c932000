"""authorize_key: whose key a program shows, and what it may do by it."""

import zlib
from datetime import UTC, datetime, timedelta

import pytest

from leadline.domain.accounts.api_key import Credential
from leadline.entrypoints.start import Ended
from tests.integration.conftest import LEAD, Functions, Person, Tables, Twilio, open_firm
from tests.integration.test_create_api_key import admin, create
from tests.integration.wire import Wire

__all__ = ["admin"]

HELLO = {"recipientPhone": LEAD, "message": "Hello"}


@pytest.fixture
def key(functions: Functions, admin: Person) -> str:
    """A key of the firm, as a program shows it."""
    return str(create(functions, admin)["secret"])


def test_a_program_sends_by_its_key(functions: Functions, key: str, tables: Tables, twilio: Twilio):
    answer = functions.call("send_message", key=key, body=HELLO)

    assert (answer.status, answer.json["userName"]) == (201, "Signup form")
    assert answer.json["userId"] == key.split("_")[2]
    assert twilio.taken() == ["Hello"]


def test_what_a_program_sends_goes_out_while_two_way_is_off(functions: Functions, twilio: Twilio):
    admin = Person(open_firm("Off", "+14155550122", two_way=False), is_admin=True)
    twilio.buy("+14155550122")
    key = create(functions, admin)["secret"]

    assert functions.call("send_message", person=admin, body=HELLO).code == "two_way_off"
    assert functions.call("send_message", key=key, body=HELLO).status == 201


def test_a_key_is_a_user_of_its_own_for_the_rate_limit(functions: Functions, admin: Person, key: str):
    def sends(**by: object) -> set[int]:
        bodies = ({"recipientPhone": LEAD, "message": f"{number}"} for number in range(10))
        return {functions.call("send_message", body=body, **by).status for body in bodies}  # type: ignore[arg-type]

    assert sends(key=key) == {201}
    assert functions.call("send_message", key=key, body=HELLO).code == "rate_limited"
    assert sends(person=admin) == {201}
    assert sends(key=create(functions, admin, "Another")["secret"]) == {201}


def test_a_key_opts_nobody_in_again(functions: Functions, key: str):
    answer = functions.call("add_opt_out", key=key, body={"phone": LEAD, "note": "By form."})

    assert answer.status == 201
    path = {"threadId": answer.json["threadId"]}
    assert functions.call("lift_opt_out", key=key, path=path).code == "forbidden"
    assert functions.call("send_message", key=key, body=HELLO).code == "opted_out"


def test_a_key_makes_no_key(functions: Functions, key: str):
    assert functions.call("create_api_key", key=key, body={"name": "Mine"}).code == "forbidden"
    assert functions.call("list_api_keys", key=key).code == "forbidden"


@pytest.mark.parametrize("place", range(4))
def test_a_tampered_key_opens_nothing_and_reads_no_table(functions: Functions, key: str, wire: Wire, place: int):
    parts = key.split("_")
    parts[place] = parts[place][:-1] + ("0" if parts[place][-1] != "0" else "1")

    start = len(wire.calls)
    answer = functions.call("send_message", key="_".join(parts), body=HELLO)

    assert (answer.status, answer.code) == (401, "unauthorized")
    assert wire.since(start) == []


def test_a_key_that_nobody_has_is_asked_for_once(functions: Functions, admin: Person, wire: Wire):
    start = len(wire.calls)

    answer = functions.call("send_message", key=Credential.make(admin.firm, "0" * 32).text, body=HELLO)

    assert (answer.status, wire.since(start)) == (401, ["GetItem"])


def test_a_secret_of_another_firms_key_opens_nothing(functions: Functions, key: str, twilio: Twilio):
    other = Person(open_firm("Another", "+14155550111"), is_admin=True)
    theirs = create(functions, other)["secret"].split("_")
    ours = key.split("_")

    for mixed in ([*ours[:3], theirs[3]], [*theirs[:3], ours[3]], [*theirs[:2], *ours[2:]], [*ours[:2], *theirs[2:]]):
        assert functions.call("send_message", key="_".join(mixed), body=HELLO).status == 401
        whole = "_".join(mixed)[:-8]
        checked = f"{whole}{zlib.crc32(whole.encode()):08x}"
        assert functions.call("send_message", key=checked, body=HELLO).status == 401
    assert twilio.taken() == []


@pytest.mark.parametrize(
    "header",
    [
        "", "Bearer", "Bearer ", "Bearer x", "Basic bGw6", "Bearer ll_a_b", "Bearer ll_a_b_c_d", "Bearer ll__b_c",
        "Bearer ll_a#b_c_d", "Bearer ll_ä_b_c", "Bearer " + "l" * 9000, "ll_a_b_c", "Bearer ll_a_b_\u0661",
        "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln", f"Bearer ll_a_b_{'0' * 48}", f"Bearer ll_a_b_{'0' * 56}",
    ],
)  # fmt: skip
def test_what_is_no_key_is_none_and_reads_no_table(functions: Functions, wire: Wire, header: str):
    start = len(wire.calls)

    assert functions.authorize(header) == {"isAuthorized": True, "context": {"keyId": ""}}
    assert wire.since(start) == []


@pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", "BEARER  "])
def test_the_scheme_is_written_in_any_case(functions: Functions, key: str, scheme: str):
    assert functions.authorize(f"{scheme}{key}")["context"]["keyId"] == key.split("_")[2]


def last_used(functions: Functions, admin: Person) -> datetime:
    (found,) = functions.call("list_api_keys", person=admin).json["apiKeys"]
    return datetime.fromisoformat(found["lastUsedAt"])


def test_when_it_was_used_last_is_kept_once_a_minute(
    functions: Functions, admin: Person, key: str, tables: Tables, wire: Wire
):
    functions.authorize(f"Bearer {key}")
    assert datetime.now(UTC) - last_used(functions, admin) < timedelta(seconds=20)
    start = len(wire.calls)

    functions.authorize(f"Bearer {key}")
    assert wire.since(start) == ["GetItem"]

    (row,) = tables.rows("accounts", "key")
    tables.change("accounts", row, last_used_at="2026-01-01T12:00:00.000000+0000")
    functions.authorize(f"Bearer {key}")
    assert datetime.now(UTC) - last_used(functions, admin) < timedelta(seconds=20)


def test_a_key_that_is_good_is_good_though_its_use_cannot_be_noted(functions: Functions, key: str, wire: Wire):
    wire.refuse("UpdateItem", "ThrottlingException")

    assert functions.authorize(f"Bearer {key}")["context"]["name"] == "Signup form"


def test_a_key_that_is_revoked_while_its_use_is_noted_stays_so(
    functions: Functions, key: str, tables: Tables, wire: Wire
):
    (row,) = tables.rows("accounts", "key")

    def revoke(call: object) -> None:
        wire.calm()
        tables.client.delete_item(TableName="accounts", Key={name: {"S": row[name]} for name in ("pk", "sk")})

    wire.afterwards = revoke

    functions.authorize(f"Bearer {key}")
    assert tables.rows("accounts", "key") == []


def test_where_the_table_cannot_be_read_nobody_is_judged(functions: Functions, key: str, wire: Wire):
    wire.refuse("GetItem", "ThrottlingException")

    with pytest.raises(Ended, match="Overloaded"):
        functions.authorize(f"Bearer {key}")


def test_a_key_goes_with_its_firm(functions: Functions, key: str, admin: Person, tables: Tables):
    from leadline.adapters.dynamo.accounts.archive import DynamoArchive

    DynamoArchive().erase_firm(admin.firm)

    assert tables.rows("accounts", "key") == []
    assert functions.call("list_opt_outs", key=key).status == 401
