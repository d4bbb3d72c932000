"""read_person: all signups of a phone, what is known of its number, and what was ever said about texting it."""

from tests.integration.conftest import LEAD, Functions, Person, open_firm
from tests.integration.test_receive_message import form, receive
from tests.integration.test_save_lead import save


def test_a_person_is_all_signups_of_a_phone_its_number_and_its_history(functions: Functions, dana: Person):
    older = save(functions, dana, name="S. Field", phone=LEAD, event="Fair").json
    newer = save(functions, dana, name="Sarah Field", phone="(202) 555-0187", event="Webinar").json
    for text in ("STOP", "START", "STOP"):
        receive(functions, form(text))
    functions.follow_changes()

    person = functions.call("read_person", person=dana, path={"threadId": newer["threadId"]}).json

    assert (person["threadId"], person["phone"], person["leads"]) == (newer["threadId"], LEAD, [newer, older])
    assert (person["number"]["lineType"], person["number"]["refusal"]["code"]) == ("mobile", "opted_out")
    assert person["optOut"]["source"] == "keyword"
    assert [(entry["action"], entry["text"]) for entry in person["history"]] == [
        ("opted_out", "STOP"),
        ("opted_in", "START"),
        ("opted_out", "STOP"),
    ]


def test_somebody_without_a_signup_is_known_by_the_conversation(functions: Functions, dana: Person):
    receive(functions, form("Hello"))
    (thread,) = functions.call("list_threads", person=dana).json["threads"]

    person = functions.call("read_person", person=dana, path={"threadId": thread["id"]}).json

    assert (person["phone"], person["leads"], person["optOut"], person["history"]) == (LEAD, [], None, [])


def test_nobody_of_the_firms_is_not_found(functions: Functions, dana: Person):
    other = Person(open_firm("Other & Co", "+14155550199"))
    theirs = save(functions, other, name="Sarah", phone=LEAD).json["threadId"]

    for thread_id in (theirs, "nothing"):
        assert functions.call("read_person", person=dana, path={"threadId": thread_id}).code == "not_found"
