"""open_inbox: what the page shows first, in one call; the same as the three calls that it stands for."""

from typing import Any

import pytest

from tests.integration.conftest import LEAD, Functions, Person, open_firm
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Wire

NOTHING: dict[str, Any] = {"threads": [], "next": None, "unread": 0, "conversation": None}


@pytest.fixture
def thread(functions: Functions, dana: Person) -> str:
    """A conversation with one text in it; its id."""
    receive(functions, form("Is it still for sale?"))
    return str(functions.call("list_threads", person=dana).json["threads"][0]["id"])


def opened(functions: Functions, person: Person, **query: str) -> dict[str, Any]:
    """What the page shows first."""
    answer = functions.call("open_inbox", person=person, query=query)
    assert answer.status == 200, answer.text
    return dict(answer.json)


def test_one_call_answers_what_three_would(functions: Functions, dana: Person, thread: str):
    for number in range(30):
        receive(functions, form("Hi", From=f"+120255501{number:02}"))
    session = functions.call("read_session", person=dana).json
    inbox = functions.call("list_threads", person=dana).json
    conversation = functions.call("read_thread", person=dana, path={"threadId": thread}).json

    shown = opened(functions, dana, threadId=thread)

    assert shown == {"session": session, **inbox, "conversation": conversation}
    assert (len(shown["threads"]), shown["unread"], shown["conversation"]["thread"]["address"]) == (25, 31, LEAD)
    assert shown["next"]


def test_without_a_conversation_none_is_read(functions: Functions, dana: Person, thread: str, wire: Wire):
    start = len(wire.calls)

    shown = opened(functions, dana)

    assert (shown["conversation"], [each["id"] for each in shown["threads"]]) == (None, [thread])
    # The inbox's four shards, and the count of unread ones; a warm environment remembers the firm.
    assert wire.since(start) == ["Query"] * 5


def test_a_conversation_takes_one_trip_more(functions: Functions, dana: Person, thread: str, wire: Wire):
    functions.call("read_thread", person=dana, path={"threadId": thread})  # asks for a check of the number, once
    start = len(wire.calls)

    opened(functions, dana, threadId=thread)

    assert wire.since(start) == ["Query"] * 6


@pytest.mark.parametrize("thread_id", ["", "x", "x" * 5000, "é", "#", "thread#x", "\0"])
def test_a_conversation_that_is_not_there_is_null(functions: Functions, dana: Person, thread: str, thread_id: str):
    assert opened(functions, dana, threadId=thread_id)["conversation"] is None


def test_another_firm_sees_nothing_of_it(functions: Functions, thread: str):
    lee = Person(open_firm("Other & Co", "+14155550101"))

    shown = opened(functions, lee, threadId=thread)

    assert shown.pop("session")["firm"]["name"] == "Other & Co"
    assert shown == NOTHING


@pytest.mark.parametrize(
    ("claims", "status"),
    [({"token_use": "access", "sub": "x"}, 401), ({"token_use": "id", "sub": "x", "custom:firm": "0" * 32}, 403)],
)
def test_who_belongs_to_no_firm_sees_nothing(functions: Functions, claims: dict[str, str], status: int):
    assert functions.call("open_inbox", claims=claims | {"name": "n", "email": "e"}).status == status


def test_a_throttled_table_says_when_to_come_back(functions: Functions, dana: Person, thread: str, wire: Wire):
    wire.refuse("Query", "ThrottlingException")

    answer = functions.call("open_inbox", person=dana, query={"threadId": thread})

    assert (answer.status, answer.code) == (503, "overloaded")
