"""list_threads: the inbox, newest activity first, in pages, from four shards at once."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadline.adapters.dynamo.tables.keys import INBOX_SHARDS
from tests.integration.conftest import LEAD, LINE, Functions, Person, Tables, Twilio, open_firm, write
from tests.integration.test_receive_message import form, receive
from tests.integration.test_record_delivery import report
from tests.integration.wire import Call, Wire

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def fill(firm: str, many: int) -> list[str]:
    """Write a firm's conversations as rows, one a minute; their ids, newest first."""
    ids = [f"t{number:05}" for number in range(many)]
    write("threads", (_head(firm, thread_id) for thread_id in ids))
    return ids[::-1]


def last(functions: Functions, person: Person) -> dict[str, Any]:
    """What the inbox says of the newest message of the first conversation."""
    return dict(page(functions, person)["threads"][0]["lastMessage"])


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
    assert page(functions, dana) == {"threads": [], "next": None, "unread": 0}


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


def test_a_row_says_who_sent_its_last_message(functions: Functions, dana: Person):
    send(functions, dana, "Hello")

    found = last(functions, dana)

    assert (found["status"], found["preview"], found["userId"], found["userName"]) == (
        "sent",
        "Hello",
        dana.sub,
        dana.name,
    )
    receive(functions, form("Hi", From=LEAD))
    found = last(functions, dana)
    assert (found["status"], found["userId"], found["userName"]) == ("received", None, None)


def test_a_row_says_that_its_last_message_is_a_picture(functions: Functions, dana: Person):
    picture = {"NumMedia": "1", "MediaUrl0": "https://api.twilio.com/media/ME1", "MediaContentType0": "image/jpeg"}
    receive(functions, form("", **picture))

    assert (last(functions, dana)["preview"], last(functions, dana)["media"]) == ("", [{"contentType": "image/jpeg"}])
    send(functions, dana, "Hello")
    assert last(functions, dana)["media"] == []


@pytest.mark.parametrize("code", [21408, 21610, 21614])
def test_what_the_provider_refused_never_reads_as_sent(functions: Functions, dana: Person, twilio: Twilio, code: int):
    twilio.fault("refuse", value=code, times=1)

    send(functions, dana, "Hello")

    assert (last(functions, dana)["status"], last(functions, dana)["preview"]) == ("failed", "Hello")


@pytest.mark.parametrize("code", ["30003", "30005", "30006", "30007", "21610"])
def test_what_a_carrier_failed_to_deliver_does_not_either(
    functions: Functions, dana: Person, twilio: Twilio, code: str
):
    message = send(functions, dana, "Hello")

    undelivered(functions, dana, twilio, message, code)

    assert last(functions, dana)["status"] == "failed"


def test_a_failure_is_told_of_someone_who_had_opted_out_already(functions: Functions, dana: Person, twilio: Twilio):
    """The lesson is old news then, and isn't written; that the text failed is."""
    message = send(functions, dana, "Hello")
    receive(functions, form("Before", From="+12025550191"))
    functions.call("add_opt_out", person=dana, body={"phone": LEAD})

    undelivered(functions, dana, twilio, message, "21610")

    threads = page(functions, dana)["threads"]
    (row,) = [thread for thread in threads if thread["address"] == LEAD]
    assert (row["lastMessage"]["status"], row["refusal"]["code"]) == ("failed", "opted_out")


def test_a_late_failure_says_nothing_of_the_newer_message(functions: Functions, dana: Person, twilio: Twilio):
    first = send(functions, dana, "One")
    send(functions, dana, "Two")

    undelivered(functions, dana, twilio, first, "30003")

    assert (last(functions, dana)["preview"], last(functions, dana)["status"]) == ("Two", "sent")


def test_a_late_report_of_success_does_not_take_a_failure_back(functions: Functions, dana: Person, twilio: Twilio):
    message = send(functions, dana, "Hello")
    undelivered(functions, dana, twilio, message, "30003")

    report(functions, _key(dana, twilio, message), "delivered")

    assert last(functions, dana)["status"] == "failed"


@pytest.mark.parametrize("fault", ["error_after", "lost_after"])
def test_a_text_whose_outcome_nobody_knows_says_so_until_it_is_known(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables, fault: str
):
    twilio.fault(fault, times=1)
    send(functions, dana, "Hello")
    assert last(functions, dana)["status"] == "sending"

    tables.make_due()
    functions.run_schedule()

    assert last(functions, dana)["status"] == "sent"


def test_the_unread_conversations_of_the_firm_are_counted_not_those_of_a_page(
    functions: Functions, dana: Person, wire: Wire
):
    lee = Person(open_firm("Other & Co", "+14155550101"))
    for number in range(12):
        receive(functions, form("Hi", From=f"+12025550{100 + number}"))
    receive(functions, form("Hi again", From="+12025550100"))

    start = len(wire.calls)
    first = page(functions, dana, limit=5)
    queries = wire.since(start)

    assert (len(first["threads"]), first["unread"]) == (5, 12)
    assert queries.count("Query") == INBOX_SHARDS + 1
    assert page(functions, dana, limit=5, cursor=first["next"])["unread"] is None
    assert page(functions, lee)["unread"] == 0


def test_what_was_read_is_not_counted_and_a_new_text_counts_again(functions: Functions, dana: Person):
    receive(functions, form("Hi"))
    (thread,) = page(functions, dana)["threads"]
    seen = {"messageId": thread["lastMessage"]["id"]}

    functions.call("mark_read", person=dana, path={"threadId": thread["id"]}, body=seen)
    assert page(functions, dana)["unread"] == 0

    receive(functions, form("Hi again"))
    assert page(functions, dana)["unread"] == 1


def test_no_more_than_a_thousand_are_counted(functions: Functions, dana: Person):
    ids = [f"t{number:05}" for number in range(1_010)]
    write("threads", (_head(dana.firm, id_) | {"unread_of": {"S": f"firm#{dana.firm}#unread"}} for id_ in ids))

    assert page(functions, dana)["unread"] == 1_000


def send(functions: Functions, person: Person, text: str) -> dict[str, Any]:
    """Send a text to the lead, however that ends; the message as it is recorded."""
    answer = functions.call("send_message", person=person, body={"recipientPhone": LEAD, "message": text})
    return dict(answer.json.get("message") or answer.json)


def undelivered(functions: Functions, person: Person, twilio: Twilio, message: dict[str, Any], code: str) -> None:
    """Let Twilio report that a text wasn't delivered."""
    report(functions, _key(person, twilio, message), "undelivered", ErrorCode=code)


def _key(person: Person, twilio: Twilio, message: dict[str, Any]) -> dict[str, Any]:
    sids = {call["form"]["Body"][0]: call["sid"] for call in twilio.calls()}
    return message | {"key": f"{person.firm}.{message['threadId']}.{message['id']}", "sid": sids[message["body"]]}


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
    fill(lee.firm, 2_000)

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

    together = INBOX_SHARDS + 1  # the shards, and how many are unread: side by side, in any order
    assert (sorted(few[:together]), few[together:]) == (sorted(many[:together]), many[together:])
    listing = many[:together]
    assert [operation for operation, _ in listing] == ["Query"] * (INBOX_SHARDS + 1)
    assert sum(items for _, items in listing) <= INBOX_SHARDS * 26


def test_the_shards_and_the_unread_ones_are_read_at_the_same_time(functions: Functions, dana: Person, wire: Wire):
    fill(dana.firm, 8)
    page(functions, dana)
    together = threading.Barrier(INBOX_SHARDS + 1, timeout=5)

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
