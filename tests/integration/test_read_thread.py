"""read_thread: a conversation, newest first, older pages on demand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadline.domain.identifiers import new_id
from tests.integration.conftest import LEAD, Functions, Person, Tables, open_firm, write
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Wire

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def thread(functions: Functions, dana: Person) -> str:
    """A conversation with one text in it; its id."""
    receive(functions, form("The newest"))
    thread_id: str = functions.call("list_threads", person=dana).json["threads"][0]["id"]
    return thread_id


def fill(firm: str, thread_id: str, many: int) -> list[str]:
    """Write older messages into a conversation as rows; their ids, newest first."""
    ids = [new_id(NOON - timedelta(days=200) + timedelta(minutes=number)) for number in range(many)]
    write("threads", (_row(firm, thread_id, id_) for id_ in ids))
    return ids[::-1]


def _row(firm: str, thread_id: str, message_id: str) -> dict[str, Any]:
    texts = {
        "pk": f"firm#{firm}#thread#{thread_id}",
        "sk": f"message#{message_id}",
        "kind": "message",
        "firm_id": firm,
        "thread_id": thread_id,
        "address": LEAD,
        "direction": "inbound",
        "status": "received",
        "body": "Hi",
        "created_at": "2026-01-01T12:00:00.000000+0000",
    }
    return {name: {"S": text} for name, text in texts.items()} | {"segments": {"N": "1"}}


def read(functions: Functions, person: Person, thread_id: str, **query: str) -> Any:
    """A page of a conversation."""
    answer = functions.call("read_thread", person=person, path={"threadId": thread_id}, query=query)
    assert answer.status == 200, answer.text
    return answer.json


def test_a_conversation_shows_who_it_is_with_and_what_was_said(functions: Functions, dana: Person, thread: str):
    body = {"threadId": thread, "message": "An answer"}
    functions.call("send_message", person=dana, body=body)

    shown = read(functions, dana, thread)

    assert (shown["thread"]["id"], shown["thread"]["address"]) == (thread, LEAD)
    assert [(message["body"], message["direction"]) for message in shown["messages"]] == [
        ("An answer", "outbound"),
        ("The newest", "inbound"),
    ]
    assert shown["older"] is None


@pytest.mark.parametrize("many", [48, 49, 50, 99, 149])
def test_older_messages_come_in_pages_of_50(functions: Functions, dana: Person, thread: str, many: int):
    ids = fill(dana.firm, thread, many)

    newest = read(functions, dana, thread)
    found, older, sizes = newest["messages"], newest["older"], [len(newest["messages"])]
    while older:
        answer = read(functions, dana, thread, before=older)
        assert answer["thread"] is None
        found, older = found + answer["messages"], answer["older"]
        sizes.append(len(answer["messages"]))

    assert [message["id"] for message in found[1:]] == ids
    assert sizes[:-1] == [50] * (len(sizes) - 1)
    assert 1 <= sizes[-1] <= 50


def test_a_page_takes_one_trip_however_long_the_conversation_is(
    functions: Functions, dana: Person, thread: str, wire: Wire
):
    fill(dana.firm, thread, 500)
    start = len(wire.calls)

    older = read(functions, dana, thread)["older"]
    read(functions, dana, thread, before=older)

    assert wire.since(start) == ["Query", "Query"]
    assert all(call.items <= 52 for call in wire.calls[start:])


@pytest.mark.parametrize("query", [{}, {"before": "0"}, {"before": "~"}])
def test_another_firms_conversation_is_as_good_as_missing(functions: Functions, thread: str, query: dict[str, str]):
    lee = Person(open_firm("Other & Co", "+14155550101"))

    answers = [
        functions.call("read_thread", person=lee, path={"threadId": thread_id}, query=query)
        for thread_id in (thread, "missing")
    ]

    assert [(answer.status, answer.code) for answer in answers] == [(404, "not_found")] * 2
    assert answers[0].text == answers[1].text


@pytest.mark.parametrize("thread_id", ["x", "x" * 5000, "é" * 700, "#", "../..", "thread#x", "\U0001f44b", " ", "%00"])
def test_an_id_that_was_never_ours_is_not_found(functions: Functions, dana: Person, thread_id: str):
    answer = functions.call("read_thread", person=dana, path={"threadId": thread_id})

    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize("before", ["", "x" * 201, "\0", "a\nb"])
def test_a_place_that_cannot_be_ours_is_named(functions: Functions, dana: Person, thread: str, before: str):
    answer = functions.call("read_thread", person=dana, path={"threadId": thread}, query={"before": before})

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, "before")


@pytest.mark.parametrize("before", ["~", "0", "zzz", "message#"])
def test_any_other_place_does_no_harm(functions: Functions, dana: Person, thread: str, before: str):
    answer = functions.call("read_thread", person=dana, path={"threadId": thread}, query={"before": before})

    assert answer.status in (200, 404)


def test_a_throttled_conversation_says_when_to_come_back(functions: Functions, dana: Person, thread: str, wire: Wire):
    wire.refuse("Query", "ThrottlingException")

    answer = functions.call("read_thread", person=dana, path={"threadId": thread})

    assert (answer.status, answer.code) == (503, "overloaded")


def test_a_wish_to_stop_in_other_words_is_marked_and_nothing_else_is(functions: Functions, dana: Person, thread: str):
    for body in ("please remove me from your list", "I'll stop by at 5", "STOP"):
        receive(functions, form(body))
    other = {"recipientPhone": "+12025550199", "message": "Don't text me again"}
    ours = functions.call("send_message", person=dana, body=other).json

    marked = {message["body"]: message["asksToStop"] for message in read(functions, dana, thread)["messages"]}

    assert marked == {
        "STOP": False,
        "I'll stop by at 5": False,
        "please remove me from your list": True,
        "The newest": False,
    }
    assert ours["asksToStop"] is False


@pytest.mark.parametrize(("kept", "shown"), [(False, False), (True, True), (None, True)])
def test_a_wish_is_as_it_was_read_when_it_came_in_and_read_now_where_it_came_before_that(
    functions: Functions, dana: Person, thread: str, tables: Tables, kept: bool | None, shown: bool
):
    receive(functions, form("STOP - Sam"))
    row = next(row for row in tables.messages() if row["body"] == "STOP - Sam")
    assert row.pop("asks_to_stop") is True
    tables.change("threads", row, **({} if kept is None else {"asks_to_stop": kept}))

    (text,) = [message for message in read(functions, dana, thread)["messages"] if message["body"] == "STOP - Sam"]
    assert text["asksToStop"] is shown
