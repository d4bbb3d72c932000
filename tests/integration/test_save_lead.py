"""save_lead: a signup is kept once, its phone read as a person writes it, and its conversation called after it."""

from typing import Any

import pytest

from tests.integration.conftest import LEAD, LINE, Answer, Functions, Person, Tables, open_firm, thread_of
from tests.integration.test_receive_message import form, receive

SARAH: dict[str, Any] = {
    "name": "Sarah Field",
    "email": "sarah@example.com",
    "phone": "(202) 555-0143",
    "event": "Estate planning webinar",
    "source": "website",
    "fields": {"Budget": "$10,000"},
    "timezone": "America/New_York",
    "clientId": "client-7",
    "isPrimaryContact": True,
}


def save(functions: Functions, person: Person, key: str | None = None, **lead: Any) -> Answer:
    """Put a lead in."""
    return functions.call("save_lead", person=person, body=lead, headers={"idempotency-key": key} if key else None)


def test_a_signup_is_kept_with_all_that_it_says(functions: Functions, dana: Person, tables: Tables):
    answer = save(functions, dana, **SARAH)

    assert answer.status == 201
    told = answer.json
    assert {name: told[name] for name in SARAH} == SARAH | {"phone": "+12025550143"}
    assert told["phoneProblem"] is None
    assert told["threadId"] == thread_of(tables, dana.firm, "+12025550143")
    assert functions.call("read_lead", person=dana, path={"leadId": told["id"]}).json == told


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("202-555-0143", "+12025550143"),
        ("1 (202) 555.0143", "+12025550143"),
        ("+1 202 555 0143", "+12025550143"),
        ("2025550143", "+12025550143"),
        ("+44 20 7946 0958", "+442079460958"),
        ("011 44 20 7946 0958", "+442079460958"),
        ("２０２５５５０１４３", "+12025550143"),
    ],
)
def test_a_phone_is_read_as_people_write_it(functions: Functions, dana: Person, written: str, number: str):
    assert save(functions, dana, phone=written).json["phone"] == number


@pytest.mark.parametrize(
    "written",
    [
        "1234567890",
        "0000000000",
        "+10000000000",
        "555-0143",
        "+1 202 555 01434",
        "call me",
        "9876543210",
        "🤷",
        "+999 123456",
    ],
)
def test_a_lead_whose_phone_cannot_be_one_is_kept_and_marked(functions: Functions, dana: Person, written: str):
    answer = save(functions, dana, name="Sam", phone=written)

    assert answer.status == 201
    assert answer.json["phone"] == written
    assert answer.json["phoneProblem"]["code"] == "invalid_number"
    assert answer.json["threadId"] is None
    refused = functions.call("send_message", person=dana, body={"leadId": answer.json["id"], "message": "Hello"})
    assert (refused.status, refused.code) == (400, "invalid_number")


def test_the_firms_region_says_how_a_number_without_a_country_code_is_dialled(functions: Functions, dana: Person):
    from leadline.adapters.dynamo.accounts.registry import DynamoRegistry
    from leadline.adapters.system_clock import SystemClock

    DynamoRegistry(clock=SystemClock()).change_firm(dana.firm, name=None, two_way=None, region="GB")

    assert save(functions, dana, phone="020 7946 0958").json["phone"] == "+442079460958"


@pytest.mark.parametrize(
    ("lead", "fields"),
    [
        ({}, ["name"]),
        ({"name": "  ", "email": "", "phone": None}, ["name"]),
        ({"name": "x" * 201, "email": "not an address"}, ["email", "name"]),
        ({"email": "ann@example"}, ["email"]),
        ({"email": "ann@exa\u200bmple.com"}, ["email"]),
        ({"name": "Sam", "timezone": "Mars/Olympus"}, ["timezone"]),
        ({"name": "Sam", "timezone": "../../etc/passwd"}, ["timezone"]),
        ({"name": "Sam", "fields": {"": "x"}}, ["fields"]),
        ({"name": "Sam", "fields": {"a": 1}}, ["fields"]),
        ({"name": "Sam", "fields": {str(number): "" for number in range(51)}}, ["fields"]),
        ({"name": "Sam", "fields": {"a": "x" * 1001}}, ["fields"]),
        ({"name": 7, "isPrimaryContact": "yes"}, ["isPrimaryContact", "name"]),
        ({"name": "Sam", "isPrimaryContact": None}, ["isPrimaryContact"]),
        ({"name": "Sam", "firmId": "another"}, ["firmId"]),
        ({"phone": "2" * 65}, ["phone"]),
    ],
)
def test_each_field_that_is_wrong_is_named_and_nothing_is_kept(
    functions: Functions, dana: Person, tables: Tables, lead: dict[str, Any], fields: list[str]
):
    answer = save(functions, dana, **lead)

    assert (answer.status, answer.code) == (400, "invalid")
    assert sorted(error["field"] for error in answer.json["errors"]) == fields
    assert tables.rows("leads") == []


def test_the_same_key_is_the_same_lead(functions: Functions, dana: Person, tables: Tables):
    first = save(functions, dana, "signup-1", **SARAH)
    functions.call("change_lead", person=dana, path={"leadId": first.json["id"]}, body={"name": "Sarah Ames"})

    again = save(functions, dana, "signup-1", **SARAH)

    assert (first.status, again.status) == (201, 200)
    assert (again.json["id"], again.json["name"]) == (first.json["id"], "Sarah Ames")
    assert len(functions.call("list_leads", person=dana).json["leads"]) == 1


def test_the_same_key_for_another_signup_is_a_conflict(functions: Functions, dana: Person):
    save(functions, dana, "signup-1", **SARAH)

    answer = save(functions, dana, "signup-1", **SARAH | {"name": "Somebody Else"})

    assert (answer.status, answer.code) == (409, "conflict")


def test_another_firms_key_is_another_lead(functions: Functions, dana: Person):
    other = Person(open_firm("Other & Co", "+14155550199"))

    assert [save(functions, person, "signup-1", **SARAH).status for person in (dana, other)] == [201, 201]


def test_a_conversation_that_began_with_an_unknown_number_gets_its_lead(functions: Functions, dana: Person):
    receive(functions, form("Hello?"))
    (unknown,) = functions.call("list_threads", person=dana).json["threads"]
    assert (unknown["name"], unknown["leadId"]) == (None, None)

    lead = save(functions, dana, name="Sarah Field", phone=LEAD).json

    (known,) = functions.call("list_threads", person=dana).json["threads"]
    assert (known["id"], known["name"], known["leadId"]) == (lead["threadId"], "Sarah Field", lead["id"])


def test_an_empty_conversation_can_be_opened_but_is_not_in_the_inbox(functions: Functions, dana: Person):
    lead = save(functions, dana, name="Sarah Field", phone=LEAD).json

    opened = functions.call("read_thread", person=dana, path={"threadId": lead["threadId"]})

    assert (opened.status, opened.json["messages"]) == (200, [])
    assert opened.json["thread"]["name"] == "Sarah Field"
    assert functions.call("list_threads", person=dana).json["threads"] == []


def test_a_lead_with_an_old_phone_of_the_firms_own_line_stays_a_lead(functions: Functions, dana: Person):
    assert save(functions, dana, name="Ourselves", phone=LINE).status == 201
