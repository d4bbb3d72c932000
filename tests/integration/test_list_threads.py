"""list_threads: the inbox, newest activity first, in pages, from four shards at once."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadline.adapters.dynamo.rows import INBOX_SHARDS
from tests.integration.conftest import LINE, Functions, Person, Tables, Twilio, aws, open_firm
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Call, Wire

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def fill(firm: str, many: int) -> list[str]:
    """Write a firm's conversations as rows, one a minute; their ids, newest first."""
    ids = [f"t{number:05}" for number in range(many)]
    batches = [ids[start : start + 25] for start in range(0, many, 25)]
    for batch in batches:
        items = [{"PutRequest": {"Item": _head(firm, thread_id)}} for thread_id in batch]
        aws("dynamodb").batch_write_item(RequestItems={"threads": items})
    return ids[::-1]


def _head(firm: str, thread_id: str) -> dict[str, Any]:
    number = int(thread_id[1:])
    at = NOON + timedelta(minutes=number)
    texts = {
        "pk": f"firm#{firm}#thread#{thread_id}",
        "sk": "thread",
        "kind": "head",
        "thread_id": thread_id,
        "address": f"+1202{number:07}",
        "last_id": f"m{number}",
        "last_direction": "inbound",
        "last_preview": "Hi",
        "last_at": at.strftime("%Y-%m-%dT%H:%M:%S.%f%z"),
        "inbox_shard": f"firm#{firm}#inbox#{number % INBOX_SHARDS}",
        "inbox_order": f"{at.isoformat(timespec='milliseconds')}#{thread_id}",
    }
    return {name: {"S": text} for name, text in texts.items()}


def page(functions: Functions, person: Person, **query: Any) -> dict[str, Any]:
    """A page of the inbox."""
    answer = functions.call("list_threads", person=person, query={name: str(value) for name, value in query.items()})
    assert answer.status == 200, answer.text
    return dict(answer.json)


def test_an_empty_inbox_is_a_page_too(functions: Functions, dana: Person):
    assert page(functions, dana) == {"threads": [], "next": None}


def test_what_happened_last_stands_first(functions: Functions, dana: Person):
    for sender in ("+12025550191", "+12025550192", "+12025550193", "+12025550191"):
        receive(functions, form("Hi", From=sender))

    addresses = [thread["address"] for thread in page(functions, dana)["threads"]]
    assert addresses == ["+12025550191", "+12025550193", "+12025550192"]


def test_a_text_of_ours_moves_its_conversation_up(functions: Functions, dana: Person):
    receive(functions, form("Hi", From="+12025550191"))
    receive(functions, form("Hi", From="+12025550192"))
    body = {"recipientPhone": "+12025550191", "message": "Hello"}

    assert functions.call("send_message", person=dana, body=body).status == 201

    (first, _) = page(functions, dana)["threads"]
    assert (first["address"], first["lastMessage"]["direction"]) == ("+12025550191", "outbound")


@pytest.mark.parametrize("limit", [1, 7, 25, 50])
def test_pages_join_without_a_gap_or_a_repeat(functions: Functions, dana: Person, limit: int):
    ids = fill(dana.firm, 60)

    found, cursor = [], None
    while True:
        answer = page(functions, dana, limit=limit, **({"cursor": cursor} if cursor else {}))
        found += [thread["id"] for thread in answer["threads"]]
        assert len(answer["threads"]) <= limit
        cursor = answer["next"]
        if cursor is None:
            break

    assert found == ids


def test_a_page_holds_25_unless_another_number_is_asked_for(functions: Functions, dana: Person):
    fill(dana.firm, 30)

    assert len(page(functions, dana)["threads"]) == 25


def test_firms_never_see_each_other(functions: Functions, dana: Person):
    lee = Person(open_firm("Other & Co", "+14155550101"))
    fill(dana.firm, 3)
    theirs = page(functions, dana, limit=1)["next"]

    assert page(functions, lee)["threads"] == []
    assert page(functions, lee, cursor=theirs)["threads"] == []


def test_every_call_asks_and_reads_the_same_with_few_and_with_many_conversations(
    functions: Functions, dana: Person, twilio: Twilio, wire: Wire
):
    lee = Person(open_firm("Other & Co", "+14155550101"))
    twilio.buy("+14155550101")
    fill(dana.firm, 104)
    fill(lee.firm, 10_000)

    def asked(person: Person, line: str) -> list[tuple[str, int]]:
        start = len(wire.calls)
        page(functions, person)
        body = {"recipientPhone": "+12025550191", "message": "Hello"}
        thread_id = functions.call("send_message", person=person, body=body).json["threadId"]
        receive(functions, form("Hi", To=line, From="+12025550191", sid=f"SM{line[1:]:0>32}"))
        history = functions.call("read_thread", person=person, path={"threadId": thread_id}).json["messages"]
        assert len(history) == 2
        upto = {"messageId": history[0]["id"]}
        assert functions.call("mark_read", person=person, path={"threadId": thread_id}, body=upto).status == 204
        # Settings are cached for 15 seconds, which the emulator outlasts with so many rows.
        calls = [call for call in wire.calls[start:] if {table for _, table in call.uses} != {"accounts"}]
        return [(call.operation, call.items) for call in calls]

    few, many = asked(dana, LINE), asked(lee, "+14155550101")

    assert few == many
    assert [operation for operation, _ in many[:INBOX_SHARDS]] == ["Query"] * INBOX_SHARDS
    assert sum(items for _, items in many[:INBOX_SHARDS]) <= INBOX_SHARDS * 26


def test_the_shards_are_read_at_the_same_time(functions: Functions, dana: Person, wire: Wire):
    fill(dana.firm, 8)
    page(functions, dana)
    together = threading.Barrier(INBOX_SHARDS, timeout=5)

    def wait_for_the_others(_call: Call) -> None:
        together.wait()

    wire.trouble = wait_for_the_others
    assert len(page(functions, dana)["threads"]) == 8


@pytest.mark.parametrize("limit", ["0", "51", "-1", "1.5", "many", "", "９", "1e3", "999999999999"])
def test_a_limit_that_is_none_is_named(functions: Functions, dana: Person, limit: str):
    answer = functions.call("list_threads", person=dana, query={"limit": limit})

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, "limit")


@pytest.mark.parametrize("cursor", ["", "x" * 201, "\0", "a\nb", "\u202e"])
def test_a_cursor_that_cannot_be_ours_is_named(functions: Functions, dana: Person, cursor: str):
    answer = functions.call("list_threads", person=dana, query={"cursor": cursor})

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, "cursor")


@pytest.mark.parametrize("cursor", ["0", "~", "firm#other", "é", "2026-11-22T12:00:00.000+00:00#x"])
def test_any_other_cursor_is_just_a_place(functions: Functions, dana: Person, cursor: str):
    fill(dana.firm, 3)

    assert functions.call("list_threads", person=dana, query={"cursor": cursor}).status == 200


def test_an_access_token_is_refused_first(functions: Functions):
    answer = functions.call("list_threads", claims={"token_use": "access", "sub": "x"}, query={"limit": "many"})

    assert (answer.status, answer.code) == (401, "unauthorized")


def test_a_throttled_inbox_says_when_to_come_back(functions: Functions, dana: Person, wire: Wire):
    wire.refuse("Query", "ProvisionedThroughputExceededException")

    answer = functions.call("list_threads", person=dana)

    assert (answer.status, answer.code) == (503, "overloaded")


def test_a_lead_with_whom_nothing_was_exchanged_is_not_listed(functions: Functions, dana: Person, tables: Tables):
    head = {"pk": f"firm#{dana.firm}#thread#t", "sk": "thread", "kind": "head", "thread_id": "t"}
    tables.change("threads", head, address="+12025550191", name="Sam")

    assert page(functions, dana)["threads"] == []
