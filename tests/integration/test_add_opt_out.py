"""add_opt_out: somebody asked in other words, and a person of the firm says so."""

from typing import Any

import pytest

from tests.integration.conftest import (
    LEAD,
    LINE,
    WORDS,
    Answer,
    Functions,
    Person,
    Tables,
    Twilio,
    open_firm,
    person_key,
    thread_of,
)
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Call, Wire

NOTE = "Asked on the phone."


def add(functions: Functions, person: Person, **body: Any) -> Answer:
    """Enter an opt-out by hand."""
    return functions.call("add_opt_out", person=person, body=body or {"phone": LEAD, "note": NOTE})


def changes(tables: Tables) -> list[dict[str, Any]]:
    """The history, oldest first."""
    return [row for row in tables.rows("opt_outs") if row["sk"].startswith("change#")]


def refused(functions: Functions, person: Person) -> str:
    return functions.call("send_message", person=person, body={"recipientPhone": LEAD, "message": "Hello?"}).code


@pytest.mark.parametrize("phone", [LEAD, "+1 (202) 555-0187", "+1-202-555-0187", "(202) 555-0187", "202.555.0187"])
def test_someone_who_was_opted_out_by_hand_is_not_texted(
    functions: Functions, dana: Person, tables: Tables, twilio: Twilio, phone: str
):
    answer = add(functions, dana, phone=phone, note=NOTE)

    assert answer.status == 201
    assert answer.json == {
        "threadId": thread_of(tables, dana.firm, LEAD),
        "phone": LEAD,
        "name": None,
        "optedOutAt": answer.json["optedOutAt"],
        "source": "hand",
        "note": NOTE,
        "canBeLifted": True,
    }
    assert refused(functions, dana) == "opted_out"
    assert twilio.taken() == []


def test_the_history_says_who_entered_it_and_why(functions: Functions, dana: Person, tables: Tables):
    add(functions, dana)

    (row,) = changes(tables)
    assert (row["opted_out"], row["source"], row["text"]) == (True, "hand", NOTE)
    assert (row["user_id"], row["user_name"]) == (dana.sub, "Dana Reyes")


def test_a_text_that_asked_for_it_is_named(functions: Functions, dana: Person, tables: Tables):
    receive(functions, form("please remove me from this"))
    thread = thread_of(tables, dana.firm, LEAD)
    (message,) = tables.messages()
    id_ = message["sk"].removeprefix("message#")

    answer = add(functions, dana, threadId=thread, messageId=id_)

    assert answer.status == 201
    assert [row["message_id"] for row in changes(tables)] == [id_]
    conversation = functions.call("read_thread", person=dana, path={"threadId": thread}).json
    assert conversation["thread"]["refusal"]["code"] == "opted_out"


def test_a_text_of_ours_asks_for_nothing(functions: Functions, dana: Person, tables: Tables):
    sent = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": WORDS}).json
    before = tables.rows("opt_outs")

    assert add(functions, dana, threadId=sent["threadId"], messageId=sent["id"]).status == 404
    assert add(functions, dana, threadId=sent["threadId"], messageId="none").status == 404
    assert tables.rows("opt_outs") == before


def test_a_conversation_without_a_message_tells_why_it_cannot_be_texted(
    functions: Functions, dana: Person, tables: Tables
):
    add(functions, dana)

    path = {"threadId": thread_of(tables, dana.firm, LEAD)}
    conversation = functions.call("read_thread", person=dana, path=path).json
    assert conversation["thread"]["refusal"]["code"] == "opted_out"
    assert conversation["messages"] == []
    assert functions.call("list_threads", person=dana).json["threads"] == []


def test_a_stop_is_never_weakened_to_an_entry_by_hand(functions: Functions, dana: Person, tables: Tables):
    receive(functions, form("STOP"))

    answer = add(functions, dana)

    assert answer.status == 200
    assert (answer.json["source"], answer.json["note"], answer.json["canBeLifted"]) == ("keyword", None, False)
    assert [(row["source"], row["text"]) for row in changes(tables)] == [("keyword", "STOP"), ("hand", NOTE)]


def test_entering_it_again_keeps_both_notes(functions: Functions, dana: Person, tables: Tables):
    add(functions, dana)

    answer = add(functions, dana, phone=LEAD, note="Asked once more.")

    assert (answer.status, answer.json["note"]) == (200, NOTE)
    assert [row["text"] for row in changes(tables)] == [NOTE, "Asked once more."]


def test_a_stop_takes_over_from_an_entry_by_hand(functions: Functions, dana: Person):
    add(functions, dana)

    receive(functions, form("STOP"))

    (found,) = functions.call("list_opt_outs", person=dana).json["optOuts"]
    assert (found["source"], found["note"], found["canBeLifted"]) == ("keyword", None, False)


def test_a_stop_from_before_that_is_swept_in_late_takes_over_too(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    twilio.text("STOP")
    add(functions, dana)

    assert functions.run_schedule()["swept_in"] == 1

    (found,) = functions.call("list_opt_outs", person=dana).json["optOuts"]
    assert (found["source"], found["canBeLifted"]) == ("keyword", False)
    assert refused(functions, dana) == "opted_out"


def test_start_opts_back_in_as_ever(functions: Functions, dana: Person, tables: Tables):
    add(functions, dana)
    (state,) = [row for row in tables.rows("opt_outs") if row["sk"] == "state"]
    tables.change("opt_outs", state, changed_at="2026-01-01T12:00:00.000000+0000")

    receive(functions, form("START"))

    assert functions.call("list_opt_outs", person=dana).json["optOuts"] == []
    body = {"recipientPhone": LEAD, "message": "Welcome back"}
    assert functions.call("send_message", person=dana, body=body).status == 201


def test_a_stop_that_comes_in_between_stays_what_it_is(functions: Functions, dana: Person, tables: Tables, wire: Wire):
    add(functions, dana)
    (state,) = [row for row in tables.rows("opt_outs") if row["sk"] == "state"]
    tables.change("opt_outs", state, opted_out=False)

    def say_stop(call: Call) -> None:
        """Another Lambda takes it in while ours is on its way to write."""
        if call.operation == "TransactWriteItems":
            wire.calm()
            tables.change("opt_outs", state, source="keyword", lead_said_stop=True)

    wire.trouble = say_stop

    answer = add(functions, dana)

    assert (answer.status, answer.json["source"], answer.json["canBeLifted"]) == (200, "keyword", False)


@pytest.mark.parametrize("times", [1, 2])
def test_an_answer_that_was_lost_makes_no_second_entry(
    functions: Functions, dana: Person, tables: Tables, wire: Wire, times: int
):
    wire.lose_answers("TransactWriteItems", times=times * 3)

    assert add(functions, dana).status == 201
    assert len(changes(tables)) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "phone"),
        ({"phone": LEAD, "threadId": "t"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"phone": LEAD, "note": "x" * 501}, "note"),
        ({"phone": LEAD, "messageId": "m" * 65}, "messageId"),
        ({"phone": 5}, "phone"),
        ({"phone": LEAD, "source": "keyword"}, "source"),
    ],
)
def test_what_is_malformed_is_named(
    functions: Functions, dana: Person, tables: Tables, body: dict[str, Any], field: str
):
    answer = functions.call("add_opt_out", person=dana, body=body)

    assert (answer.status, answer.code) == (400, "invalid")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert tables.rows("opt_outs") == []


def test_what_is_no_number_or_no_conversation_of_the_firm_is_refused(
    functions: Functions, dana: Person, tables: Tables
):
    theirs = thread_of(tables, open_firm("Another", "+14155550111"), LEAD)

    assert add(functions, dana, phone="12345").code == "invalid_number"
    assert add(functions, dana, threadId="made up").code == "not_found"
    assert add(functions, dana, threadId=theirs).code == "not_found"
    assert tables.rows("opt_outs") == []


def test_a_firms_entry_is_its_own(functions: Functions, dana: Person, tables: Tables):
    other = Person(open_firm("Another", "+14155550111"))

    add(functions, dana)

    assert functions.call("list_opt_outs", person=other).json["optOuts"] == []
    assert {row["pk"] for row in tables.rows("opt_outs")} == {person_key(tables, dana.firm, LEAD)}
    assert LINE != LEAD
