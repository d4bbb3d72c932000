"""remove_lead: a lead goes, its conversation and its STOP stay."""

from tests.integration.conftest import LEAD, Functions, Person, Tables, Twilio
from tests.integration.test_receive_message import form, receive
from tests.integration.test_save_lead import save


def test_a_removed_lead_is_gone_and_its_conversation_and_stop_stay(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    lead = save(functions, dana, name="Sarah Field", phone=LEAD).json
    receive(functions, form("Hello"))
    receive(functions, form("STOP"))

    answer = functions.call("remove_lead", person=dana, path={"leadId": lead["id"]})
    functions.follow_changes()

    assert answer.status == 204
    assert functions.call("read_lead", person=dana, path={"leadId": lead["id"]}).status == 404
    conversation = functions.call("read_thread", person=dana, path={"threadId": lead["threadId"]}).json
    assert [message["body"] for message in conversation["messages"]] == ["STOP", "Hello"]
    assert (conversation["thread"]["name"], conversation["thread"]["leadId"]) == (None, None)
    again = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": "Hello?"})
    assert again.code == "opted_out"
    assert twilio.calls() == []


def test_the_next_newest_signup_then_gives_the_conversation_its_name(functions: Functions, dana: Person):
    save(functions, dana, name="Older", phone=LEAD)
    newer = save(functions, dana, name="Newer", phone=LEAD).json

    functions.call("remove_lead", person=dana, path={"leadId": newer["id"]})
    functions.follow_changes()

    thread = functions.call("read_thread", person=dana, path={"threadId": newer["threadId"]}).json["thread"]
    assert thread["name"] == "Older"


def test_a_lead_can_be_removed_once(functions: Functions, dana: Person):
    lead = save(functions, dana, name="Sarah").json

    statuses = [functions.call("remove_lead", person=dana, path={"leadId": lead["id"]}).status for _ in range(2)]

    assert statuses == [204, 404]
