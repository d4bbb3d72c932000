"""Erasing a lead or a firm: nothing of them is left but that they said STOP."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from infra.operate.office import Office
from leadline.domain.errors import NotFound
from tests.integration.conftest import LEAD, LINE, WORDS, Functions, Person, Tables, Twilio, aws, open_firm, thread_of
from tests.integration.importing import imported, plan, refusals, start, uploaded
from tests.integration.test_operate import add_user, office
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Wire

__all__ = ["office"]

OTHER = "+12025550199"


@pytest.fixture
def history(functions: Functions, office: Office, dana: Person, tables: Tables) -> Person:
    """A lead with a text each way, who then said STOP; and another lead."""
    office.add_lead(firm_id=dana.firm, name="Sam Porter", phone=LEAD, email="sam@example.com")
    office.add_lead(firm_id=dana.firm, name="Ada Other", phone=OTHER, email=None)
    for phone in (LEAD, OTHER):
        body = {"recipientPhone": phone, "message": WORDS}
        assert functions.call("send_message", person=dana, body=body).status == 201
    receive(functions, form(WORDS))
    receive(functions, form("STOP"))
    entry = {"phone": LEAD, "note": "Sam Porter asked by phone."}
    assert functions.call("add_opt_out", person=dana, body=entry).status == 200
    return dana


def erased(office: Office, firm: str) -> dict[str, int]:
    return office.erase_lead(firm_id=firm, phone=LEAD)


def left(tables: Tables) -> str:
    return json.dumps(tables.everything(), default=repr)


def traces(tables: Tables, firm: str) -> list[str]:
    """What would still lead to the person: the number, the name, the address, the words, the conversation's id."""
    kept, thread = left(tables), thread_of(tables, firm, LEAD)
    return [trace for trace in (LEAD, "Sam Porter", "sam@example.com", "STOP", thread) if trace in kept]


def refused(functions: Functions, dana: Person) -> str:
    return functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": "Hello?"}).code


def test_nothing_of_an_erased_lead_is_left_but_that_they_said_stop(
    functions: Functions, office: Office, history: Person, tables: Tables
):
    assert len(traces(tables, history.firm)) == 5

    counts = erased(office, history.firm)

    assert counts["threads"] == 4, "the head and three messages"
    assert traces(tables, history.firm) == []
    assert refused(functions, history) == "opted_out"
    assert functions.call("list_opt_outs", person=history).json["optOuts"] == []


def test_another_lead_keeps_everything(functions: Functions, office: Office, history: Person, tables: Tables):
    erased(office, history.firm)

    (thread,) = functions.call("list_threads", person=history).json["threads"]
    assert (thread["address"], thread["name"]) == (OTHER, "Ada Other")
    conversation = functions.call("read_thread", person=history, path={"threadId": thread["id"]}).json
    assert [message["body"] for message in conversation["messages"]] == [WORDS]


def test_erasing_again_finds_nothing(office: Office, history: Person, tables: Tables):
    erased(office, history.firm)
    before = tables.everything()

    assert not any(erased(office, history.firm).values())
    assert tables.everything() == before


def test_an_erased_lead_may_come_back_with_start(functions: Functions, office: Office, history: Person, tables: Tables):
    erased(office, history.firm)
    for row in tables.rows("opt_outs"):
        tables.change("opt_outs", row, changed_at="2026-01-01T12:00:00.000000+0000")

    receive(functions, form("START"))

    body = {"recipientPhone": LEAD, "message": "Welcome back"}
    assert functions.call("send_message", person=history, body=body).status == 201


def test_the_sweep_does_not_bring_an_erased_text_back(
    functions: Functions, office: Office, dana: Person, tables: Tables, twilio: Twilio
):
    twilio.text(WORDS)
    assert functions.run_schedule()["swept_in"] == 1

    erased(office, dana.firm)

    assert functions.run_schedule()["swept_in"] == 0
    assert tables.messages() == []


class Died(Exception):
    """The operator's machine went off."""


def dying(wire: Wire, office: Office, firm: str) -> Iterator[None]:
    """Erase, and die one call later each time, until it comes through."""
    for survives in range(100):
        calls = iter(range(survives))

        def die(_call: Any, calls: Iterator[int] = calls) -> None:
            if next(calls, None) is None:
                raise Died

        wire.trouble = die
        try:
            erased(office, firm)
        except Died:
            yield
            continue
        wire.calm()
        return


def test_an_erasure_that_broke_off_anywhere_goes_on(
    functions: Functions, office: Office, history: Person, tables: Tables, wire: Wire
):
    broken_off = sum(1 for _ in dying(wire, office, history.firm))

    assert broken_off > 5
    assert traces(tables, history.firm) == []
    assert refused(functions, history) == "opted_out"


def test_a_lead_gets_a_copy_of_everything_but_the_firms_key(office: Office, history: Person):
    records = office.export_lead(firm_id=history.firm, phone="+1 (202) 555-0187")

    assert {record["table"] for record in records} == {"leads", "threads", "opt_outs"}
    assert [record["body"] for record in records if record.get("kind") == "message"] == [WORDS, WORDS, "STOP"]
    assert OTHER not in json.dumps(records)
    assert "thread_key" not in json.dumps(office.export_firm(firm_id=history.firm))


def test_a_firm_is_erased_with_its_users_and_lines_and_another_is_not(
    functions: Functions, office: Office, history: Person, tables: Tables
):
    add_user(office, history.firm)
    other = open_firm("Another", "+14155550111")
    theirs = Person(other)
    functions.call("send_message", person=theirs, body={"recipientPhone": OTHER, "message": "Ours"})
    before = [row for row in tables.rows("threads") if other in row["pk"]]

    office.erase_firm(firm_id=history.firm)

    of_firm = [
        row for rows in tables.everything().values() for row in rows if history.firm in json.dumps(row, default=repr)
    ]
    assert {row["sk"].partition("#")[0] for row in of_firm} == {"firm", "state", "change"}
    assert not any(trace in left(tables) for trace in (LEAD, LINE, "Field & Co", "dana@example.com", "Sam Porter"))
    assert [row for row in tables.rows("threads") if other in row["pk"]] == before
    with pytest.raises(NotFound):
        office.change_user(email="dana@example.com", name="Dana", role=None)
    assert not any(office.erase_firm(firm_id=history.firm).values())


def test_an_erased_firms_number_is_free_and_its_opt_outs_can_be_proved(office: Office, history: Person, tables: Tables):
    office.erase_firm(firm_id=history.firm)

    open_firm("The next", LINE)
    records = office.export_lead(firm_id=history.firm, phone=LEAD)
    assert [(record["table"], record["opted_out"]) for record in records] == [("opt_outs", True)] * 3


def test_a_firms_files_go_with_it_and_anothers_stay(
    functions: Functions, office: Office, history: Person, tables: Tables
):
    other = Person(open_firm("Another", "+14155550111"))
    for person in (history, other):
        imported(functions, person, f"Ann,{LEAD}\n,\n,{LEAD},Ann\n", plan("name", "phone", header=False))
    waiting = uploaded(functions, history, f"Ann,{LEAD}\n".encode())
    start(functions, history, waiting, plan("name", "phone", header=False))

    assert office.erase_firm(firm_id=history.firm)["files"] == 2

    functions.read_files()
    files = [item["Key"] for item in aws("s3").list_objects_v2(Bucket="imports")["Contents"]]
    assert [key.split("/")[1] for key in files] == [other.firm]
    assert [row for row in tables.rows("leads") if history.firm in row["pk"]] == []
    assert not any(office.erase_firm(firm_id=history.firm).values())


def test_a_lead_goes_from_the_rows_that_a_file_was_refused(
    functions: Functions, office: Office, dana: Person, tables: Tables
):
    shown = imported(functions, dana, f"Sam Porter,{LEAD},@\nBo,,@\n", plan("name", "phone", "email", header=False))

    erased(office, dana.firm)

    assert [row["row"] for row in refusals(functions, dana, shown["id"])] == [2]
    assert traces(tables, dana.firm) == []


def test_a_firm_that_does_not_exist_is_not_erased(office: Office):
    with pytest.raises(NotFound):
        office.erase_firm(firm_id="nobody")
