"""search_leads: the picker shows everyone who can be texted, once, and nobody else."""

from typing import Any

import pytest

from tests.integration.conftest import LEAD, Functions, Person, Tables, Twilio, open_firm
from tests.integration.test_receive_message import form, receive
from tests.integration.test_save_lead import save
from tests.integration.wire import Wire


def found(functions: Functions, person: Person, query: str) -> list[dict[str, Any]]:
    """Whom the picker shows, once everything has settled."""
    functions.follow_changes()
    people: list[dict[str, Any]] = functions.call("search_leads", person=person, query={"q": query}).json["people"]
    return people


def test_three_signups_of_one_phone_in_three_formats_are_one_row_the_newest(functions: Functions, dana: Person):
    save(functions, dana, name="Ann Smith", phone="(202) 555-0187", event="First")
    save(functions, dana, name="Ann Smith", phone="+1 202 555 0187", event="Second")
    newest = save(functions, dana, name="Ann Smith-Jones", email="ann@example.com", phone="2025550187").json

    (row,) = found(functions, dana, "ann")

    assert row == {name: newest[name] for name in ("threadId", "name", "email", "phone", "createdAt")} | {
        "leadId": newest["id"]
    }


def test_who_opts_out_is_gone_and_who_opts_in_is_back(functions: Functions, dana: Person):
    save(functions, dana, name="Ann Smith", phone=LEAD)
    assert len(found(functions, dana, "ann")) == 1

    receive(functions, form("STOP"))
    assert found(functions, dana, "ann") == []

    receive(functions, form("START"))
    assert len(found(functions, dana, "ann")) == 1


def test_a_landline_is_gone_once_it_is_known(functions: Functions, dana: Person, twilio: Twilio):
    twilio.http.post("/control/phones", json={"number": "+12025550143", "lineType": "landline"}).raise_for_status()
    save(functions, dana, name="Ann Smith", phone="+12025550143")

    assert found(functions, dana, "ann") == []


def test_a_number_that_the_provider_refuses_is_gone(functions: Functions, dana: Person, twilio: Twilio):
    save(functions, dana, name="Ann Smith", phone=LEAD)
    twilio.fault("refuse", value=21614, times=1)
    functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": "Hello"})

    assert found(functions, dana, "ann") == []


def test_a_renamed_lead_is_found_by_its_new_name_only(functions: Functions, dana: Person):
    lead = save(functions, dana, name="Ann Smith", phone=LEAD).json
    functions.follow_changes()
    functions.call("change_lead", person=dana, path={"leadId": lead["id"]}, body={"name": "Beth Smith"})

    assert found(functions, dana, "ann") == []
    assert [row["name"] for row in found(functions, dana, "smith")] == ["Beth Smith"]


def test_a_new_number_is_found_in_place_of_the_old_one(functions: Functions, dana: Person):
    lead = save(functions, dana, name="Ann Smith", phone="+12025550143").json
    functions.follow_changes()
    functions.call("change_lead", person=dana, path={"leadId": lead["id"]}, body={"phone": LEAD})

    assert found(functions, dana, "0143") == []
    assert [row["phone"] for row in found(functions, dana, "0187")] == [LEAD]


def test_a_removed_lead_is_gone(functions: Functions, dana: Person):
    lead = save(functions, dana, name="Ann Smith", phone=LEAD).json
    functions.follow_changes()
    functions.call("remove_lead", person=dana, path={"leadId": lead["id"]})

    assert found(functions, dana, "ann") == []


def test_who_has_no_phone_or_an_impossible_one_is_never_shown(functions: Functions, dana: Person):
    save(functions, dana, name="Ann Smith")
    save(functions, dana, name="Ann Jones", phone="1234567890")

    assert found(functions, dana, "ann") == []


def test_one_firm_never_finds_anothers(functions: Functions, dana: Person):
    save(functions, dana, name="Ann Smith", phone=LEAD)

    assert found(functions, Person(open_firm("Other & Co", "+14155550199")), "ann") == []


@pytest.mark.parametrize("query", ["a", "", "é", "+1", "(", "😀😀", "  a  "])
def test_too_little_to_search_by_is_told(functions: Functions, dana: Person, query: str):
    answer = functions.call("search_leads", person=dana, query={"q": query})

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, "q")


def test_a_search_takes_one_query_and_reads_60_items_at_most(
    functions: Functions, dana: Person, tables: Tables, wire: Wire
):
    for number in range(200):
        item = {"pk": f"firm#{dana.firm}#pick#tan", "sk": f"tann smith#{number:04}", "thread_id": str(number)}
        shown = {"lead_id": "l", "phone": LEAD, "name": "Ann Smith", "created_at": "2026-11-25T12:00:00.000000+0000"}
        tables.client.put_item(TableName="leads", Item={name: {"S": value} for name, value in (item | shown).items()})
    start = len(wire.calls)

    answer = functions.call("search_leads", person=dana, query={"q": "ann smi"})

    (query,) = wire.calls[start:]
    assert (query.operation, query.items) == ("Query", 60)
    assert len(answer.json["people"]) == 20
