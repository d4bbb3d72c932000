"""mark_read: what someone has seen is read, what came in since is not."""

from typing import Any

import pytest

from tests.integration.conftest import Answer, Functions, Person, Tables, open_firm
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Wire


@pytest.fixture
def thread(functions: Functions, dana: Person) -> dict[str, Any]:
    """A conversation with two unread texts."""
    receive(functions, form("One"))
    receive(functions, form("Two"))
    return unread(functions, dana)


def unread(functions: Functions, person: Person) -> dict[str, Any]:
    """The one conversation, as the inbox shows it."""
    (thread,) = functions.call("list_threads", person=person).json["threads"]
    return dict(thread)


def mark(functions: Functions, person: Person, thread_id: str, message_id: Any) -> Answer:
    """Mark a conversation as read."""
    return functions.call("mark_read", person=person, path={"threadId": thread_id}, body={"messageId": message_id})


def test_what_was_seen_is_read(functions: Functions, dana: Person, thread: dict[str, Any]):
    answer = mark(functions, dana, thread["id"], thread["lastMessage"]["id"])

    assert (answer.status, answer.text) == (204, "")
    assert unread(functions, dana)["unreadCount"] == 0
    assert mark(functions, dana, thread["id"], thread["lastMessage"]["id"]).status == 204


def test_it_is_read_for_the_whole_firm(functions: Functions, dana: Person, thread: dict[str, Any]):
    mark(functions, Person(dana.firm), thread["id"], thread["lastMessage"]["id"])

    assert unread(functions, dana)["unreadCount"] == 0


def test_a_text_that_came_in_since_stays_unread(functions: Functions, dana: Person, thread: dict[str, Any]):
    receive(functions, form("Three"))

    assert mark(functions, dana, thread["id"], thread["lastMessage"]["id"]).status == 204
    assert unread(functions, dana)["unreadCount"] == 3


def test_an_answer_of_ours_counts_as_having_seen_what_came_before(
    functions: Functions, dana: Person, thread: dict[str, Any]
):
    sent = functions.call("send_message", person=dana, body={"threadId": thread["id"], "message": "Hello"}).json

    mark(functions, dana, thread["id"], sent["id"])

    assert unread(functions, dana)["unreadCount"] == 0


def test_another_firms_conversation_is_as_good_as_missing(functions: Functions, dana: Person, thread: dict[str, Any]):
    lee = Person(open_firm("Other & Co", "+14155550101"))

    answers = [mark(functions, lee, thread_id, "~") for thread_id in (thread["id"], "missing")]

    assert [(answer.status, answer.code) for answer in answers] == [(404, "not_found")] * 2
    assert answers[0].text == answers[1].text
    assert unread(functions, dana)["unreadCount"] == 2


@pytest.mark.parametrize("thread_id", ["x" * 5000, "é" * 700, "#", " "])
def test_an_id_that_was_never_ours_is_not_found_and_makes_nothing(
    functions: Functions, dana: Person, tables: Tables, thread_id: str
):
    assert mark(functions, dana, thread_id, "m").status == 404
    assert tables.rows("threads") == []


@pytest.mark.parametrize("message_id", [None, 5, "", "x" * 65, [], {}])
def test_a_malformed_mark_names_its_field(functions: Functions, dana: Person, thread: dict[str, Any], message_id: Any):
    answer = mark(functions, dana, thread["id"], message_id)

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, "messageId")


@pytest.mark.parametrize(
    ("raw", "field"), [("", "body"), ("[]", "body"), ("{}", "messageId"), ('{"messageId":"m","self":1}', "self")]
)
def test_a_malformed_body_is_named(functions: Functions, dana: Person, thread: dict[str, Any], raw: str, field: str):
    answer = functions.call("mark_read", person=dana, path={"threadId": thread["id"]}, raw=raw)

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, field)


def test_a_mark_takes_one_trip(functions: Functions, dana: Person, thread: dict[str, Any], wire: Wire):
    start = len(wire.calls)

    mark(functions, dana, thread["id"], thread["lastMessage"]["id"])

    assert len(wire.since(start)) == 1
