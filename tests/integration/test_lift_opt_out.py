"""lift_opt_out: an entry by hand was a mistake; what the lead said never is."""

import pytest

from tests.integration.conftest import LEAD, Answer, Functions, Person, Tables, Twilio, open_firm, thread_of
from tests.integration.test_add_opt_out import NOTE, add, changes, refused
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Call, Wire


@pytest.fixture
def admin(firm: str) -> Person:
    """An admin of the firm."""
    return Person(firm, name="Ada Admin", is_admin=True)


def lift(functions: Functions, person: Person, tables: Tables) -> Answer:
    """Take the lead's opt-out back."""
    return functions.call("lift_opt_out", person=person, path={"threadId": thread_of(tables, person.firm, LEAD)})


def may_be_texted(functions: Functions, person: Person) -> bool:
    body = {"recipientPhone": LEAD, "message": "Hello again"}
    return functions.call("send_message", person=person, body=body).status == 201


def test_an_admin_takes_back_what_was_entered_by_hand(functions: Functions, admin: Person, tables: Tables):
    add(functions, admin)

    assert lift(functions, admin, tables).status == 204

    assert functions.call("list_opt_outs", person=admin).json["optOuts"] == []
    assert [(row["opted_out"], row["source"], row["user_name"]) for row in changes(tables)] == [
        (True, "hand", "Ada Admin"),
        (False, "hand", "Ada Admin"),
    ]
    (head,) = tables.rows("threads", "head")
    assert head["opted_out"] is False
    assert may_be_texted(functions, admin)


def test_a_member_may_not(functions: Functions, dana: Person, tables: Tables):
    add(functions, dana)
    before = tables.everything()

    answer = lift(functions, dana, tables)

    assert (answer.status, answer.code) == (403, "forbidden")
    assert tables.everything() == before


def conflict(functions: Functions, admin: Person, tables: Tables) -> None:
    """Lifting is refused, and changes nothing."""
    before = tables.rows("opt_outs")
    answer = lift(functions, admin, tables)
    assert (answer.status, answer.code) == (409, "conflict")
    assert tables.rows("opt_outs") == before


def test_a_stop_is_not_lifted(functions: Functions, admin: Person, tables: Tables):
    receive(functions, form("STOP"))

    conflict(functions, admin, tables)
    assert refused(functions, admin) == "opted_out"


@pytest.mark.parametrize("first", ["stop", "entry"])
def test_an_entry_by_hand_beside_a_stop_is_not_lifted(functions: Functions, admin: Person, tables: Tables, first: str):
    for step in ("stop", "entry") if first == "stop" else ("entry", "stop"):
        receive(functions, form("STOP")) if step == "stop" else add(functions, admin)

    conflict(functions, admin, tables)


def test_who_ever_said_stop_is_not_lifted_though_they_came_back_once(
    functions: Functions, admin: Person, tables: Tables
):
    receive(functions, form("STOP"))
    (state,) = [row for row in tables.rows("opt_outs") if row["sk"] == "state"]
    tables.change("opt_outs", state, changed_at="2026-01-01T12:00:00.000000+0000")
    receive(functions, form("START"))
    assert add(functions, admin).json["canBeLifted"] is False

    conflict(functions, admin, tables)


def test_the_providers_refusal_is_not_lifted(functions: Functions, admin: Person, tables: Tables, twilio: Twilio):
    twilio.fault("refuse", value=21610, times=1)
    functions.call("send_message", person=admin, body={"recipientPhone": LEAD, "message": "Hello"})

    conflict(functions, admin, tables)


def test_nobody_is_lifted_who_is_not_opted_out(functions: Functions, admin: Person, tables: Tables):
    conflict(functions, admin, tables)
    add(functions, admin)
    lift(functions, admin, tables)

    conflict(functions, admin, tables)


def test_a_stop_that_was_said_before_but_arrives_after_stands(
    functions: Functions, admin: Person, tables: Tables, twilio: Twilio
):
    add(functions, admin)
    twilio.text("STOP")
    assert lift(functions, admin, tables).status == 204

    assert functions.run_schedule()["swept_in"] == 1

    assert refused(functions, admin) == "opted_out"
    conflict(functions, admin, tables)


def test_a_stop_right_after_stands(functions: Functions, admin: Person, tables: Tables):
    add(functions, admin)
    lift(functions, admin, tables)

    receive(functions, form("STOP"))

    assert refused(functions, admin) == "opted_out"


def test_a_stop_in_the_same_moment_wins(functions: Functions, admin: Person, tables: Tables, wire: Wire):
    add(functions, admin)
    (state,) = [row for row in tables.rows("opt_outs") if row["sk"] == "state"]

    def say_stop(call: Call) -> None:
        if call.operation == "TransactWriteItems":
            wire.calm()
            tables.change("opt_outs", state, source="keyword", lead_said_stop=True)

    wire.trouble = say_stop

    assert lift(functions, admin, tables).status == 409
    assert refused(functions, admin) == "opted_out"


def test_an_answer_that_was_lost_is_no_conflict(functions: Functions, admin: Person, tables: Tables, wire: Wire):
    add(functions, admin)
    wire.lose_answers("TransactWriteItems", times=3)

    assert lift(functions, admin, tables).status == 204
    assert len(changes(tables)) == 2


def test_another_firms_is_not_found(functions: Functions, admin: Person, tables: Tables):
    other = Person(open_firm("Another", "+14155550111"), is_admin=True)
    add(functions, other, phone=LEAD, note=NOTE)
    before = tables.everything()

    path = {"threadId": thread_of(tables, other.firm, LEAD)}
    assert functions.call("lift_opt_out", person=admin, path=path).status == 404
    assert tables.everything() == before
