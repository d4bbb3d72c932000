"""change_lead: what is given changes, what isn't stays, and nothing of another's change is lost."""

from typing import Any

import pytest

from tests.integration.conftest import LEAD, Answer, Functions, Person, Tables
from tests.integration.test_save_lead import SARAH, save
from tests.integration.wire import Wire


def change(functions: Functions, person: Person, lead: dict[str, Any], **changes: Any) -> Answer:
    """Change a lead."""
    return functions.call("change_lead", person=person, path={"leadId": lead["id"]}, body=changes)


def test_only_what_is_given_changes(functions: Functions, dana: Person):
    made = save(functions, dana, **SARAH).json

    changed = change(functions, dana, made, name="Sarah Ames", event=None).json

    assert changed == made | {"name": "Sarah Ames", "event": None, "updatedAt": changed["updatedAt"]}
    assert functions.call("read_lead", person=dana, path={"leadId": made["id"]}).json == changed


def test_a_new_number_leads_to_another_conversation_and_the_old_one_loses_the_name(functions: Functions, dana: Person):
    made = save(functions, dana, name="Sarah Field", phone="2025550143").json

    changed = change(functions, dana, made, phone=LEAD).json
    functions.follow_changes()

    def thread(lead: dict[str, Any]) -> Any:
        return functions.call("read_thread", person=dana, path={"threadId": lead["threadId"]}).json["thread"]

    assert changed["threadId"] != made["threadId"]
    assert (thread(changed)["name"], thread(changed)["leadId"]) == ("Sarah Field", made["id"])
    assert (thread(made)["name"], thread(made)["leadId"]) == (None, None)


def test_the_name_of_an_older_signup_does_not_replace_the_newer_ones(functions: Functions, dana: Person):
    older = save(functions, dana, name="S. Field", phone=LEAD).json
    newer = save(functions, dana, name="Sarah Field", phone=LEAD).json

    change(functions, dana, older, name="Old Name")
    functions.follow_changes()

    thread = functions.call("read_thread", person=dana, path={"threadId": newer["threadId"]}).json["thread"]
    assert (thread["name"], thread["leadId"]) == ("Sarah Field", newer["id"])


def test_nobody_is_left_without_anything_to_know_them_by(functions: Functions, dana: Person):
    made = save(functions, dana, name="Sarah").json

    answer = change(functions, dana, made, name=" ")

    assert (answer.status, answer.code, answer.json["errors"][0]["field"]) == (400, "invalid", "name")


def test_of_two_changes_at_once_both_stand(functions: Functions, dana: Person, wire: Wire):
    made = save(functions, dana, **SARAH).json
    meanwhile = iter([{"event": "Another webinar"}])

    def somebody_else(call: Any) -> None:
        if call.operation == "TransactWriteItems" and (other := next(meanwhile, None)):
            change(functions, dana, made, **other)

    wire.trouble = somebody_else

    changed = change(functions, dana, made, name="Sarah Ames").json

    assert (changed["name"], changed["event"]) == ("Sarah Ames", "Another webinar")


@pytest.mark.parametrize("body", [{"name": 7}, {"leadId": "x"}, {"fields": {"a": None}}])
def test_a_wrong_change_changes_nothing(functions: Functions, dana: Person, tables: Tables, body: dict[str, Any]):
    made = save(functions, dana, **SARAH).json
    before = tables.everything()

    assert change(functions, dana, made, **body).code == "invalid"
    assert tables.everything() == before
