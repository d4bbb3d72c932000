"""search_threads: conversations found by name, email address or phone, opted out or not."""

import pytest

from tests.integration.conftest import LEAD, Functions, Person, open_firm
from tests.integration.test_receive_message import form, receive
from tests.integration.test_save_lead import save
from tests.integration.wire import Wire


def found(functions: Functions, person: Person, query: str) -> list[str]:
    """The addresses of the conversations that a query finds."""
    functions.follow_changes()
    answer = functions.call("search_threads", person=person, query={"q": query})
    return [thread["address"] for thread in answer.json["threads"]]


@pytest.mark.parametrize("query", ["zoe", "LIND", "zoë lind", "zoe@", "0187", "(202) 555", "+1 202 555 0187", "0202"])
def test_a_conversation_is_found_by_whatever_is_known_of_its_lead(functions: Functions, dana: Person, query: str):
    save(functions, dana, name="Zoë Lindqvist", email="zoe@example.com", phone=LEAD)
    receive(functions, form("Hello"))
    receive(functions, form("STOP"))

    assert found(functions, dana, query) == ([] if query == "0202" else [LEAD])


def test_a_conversation_without_a_lead_is_found_by_its_number_or_its_given_name(functions: Functions, dana: Person):
    receive(functions, form("Hello"))
    hello = {"recipientPhone": "+12025550143", "recipientName": "Sam Field", "message": "Hi"}
    functions.call("send_message", person=dana, body=hello)

    assert found(functions, dana, "0187") == [LEAD]
    assert found(functions, dana, "sam fi") == ["+12025550143"]


def test_leads_without_messages_are_not_conversations(functions: Functions, dana: Person):
    save(functions, dana, name="Zoë Lindqvist", phone=LEAD)

    assert found(functions, dana, "zoe") == []


def test_another_firms_conversations_are_not_found(functions: Functions, dana: Person):
    receive(functions, form("Hello"))

    assert found(functions, Person(open_firm("Other & Co", "+14155550199")), "0187") == []


def test_a_search_takes_two_trips(functions: Functions, dana: Person, wire: Wire):
    receive(functions, form("Hello"))
    functions.follow_changes()
    start = len(wire.calls)

    found(functions, dana, "0187")

    assert wire.since(start) == ["Query", "BatchGetItem"]
