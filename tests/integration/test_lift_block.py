"""lift_block, and how a number comes to be blocked: by three filtered messages in a row, counted once each."""

from typing import Any

import pytest

from tests.integration.conftest import LEAD, Functions, Person, Tables, Twilio
from tests.integration.test_receive_message import form, receive
from tests.integration.test_record_delivery import report


def send(functions: Functions, person: Person, twilio: Twilio, text: str) -> dict[str, Any]:
    """Text the lead, and know how Twilio knows the message."""
    answer = functions.call("send_message", person=person, body={"recipientPhone": LEAD, "message": text})
    assert answer.status == 201, answer.text
    told: dict[str, Any] = answer.json
    return told | {"key": f"{person.firm}.{told['threadId']}.{told['id']}", "sid": twilio.calls()[-1]["sid"]}


def filtered(functions: Functions, person: Person, twilio: Twilio, *texts: str, code: int = 30007) -> str:
    """Let carriers filter texts; the conversation's id."""
    for text in texts:
        message = send(functions, person, twilio, text)
        for _ in range(2):  # Twilio repeats itself
            report(functions, message, "undelivered", ErrorCode=str(code))
    return str(message["threadId"])


def refusal(functions: Functions, person: Person, thread_id: str) -> str | None:
    """Why a conversation can't be texted."""
    thread = functions.call("read_thread", person=person, path={"threadId": thread_id}).json["thread"]
    return thread["refusal"] and str(thread["refusal"]["code"])


def history(functions: Functions, person: Person, thread_id: str) -> list[tuple[str, str]]:
    """What happened, newest first."""
    known = functions.call("read_person", person=person, path={"threadId": thread_id}).json
    return [(entry["action"], entry["source"]) for entry in known["history"]]


@pytest.mark.parametrize("code", [30007, 30004])
def test_three_filtered_messages_in_a_row_block_the_number_for_the_firm(
    functions: Functions, dana: Person, twilio: Twilio, code: int
):
    thread_id = filtered(functions, dana, twilio, "one", "two", code=code)
    assert refusal(functions, dana, thread_id) is None, "a repeated report counts once"

    filtered(functions, dana, twilio, "three", code=code)

    assert refusal(functions, dana, thread_id) == "blocked"
    refused = functions.call("send_message", person=dana, body={"threadId": thread_id, "message": "four"})
    assert (refused.status, refused.code) == (400, "blocked")
    assert len(twilio.calls()) == 3
    assert history(functions, dana, thread_id) == [("blocked", "carrier")]


def test_many_that_failed_for_other_reasons_do_not_hide_those_that_were_filtered(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    # given: between the second and the third one more failed for other reasons than are read at once
    thread_id = filtered(functions, dana, twilio, "one", "two")
    newest = tables.messages()[-1]
    for number in range(40):
        id_ = f"{int(newest['sk'][8:20], 16) + number + 1:012x}{newest['sk'][20:]}"
        tables.change("threads", newest, sk=f"message#{id_}", reason='{"code": "unreachable", "sentence": "…"}')

    filtered(functions, dana, twilio, "three")

    assert refusal(functions, dana, thread_id) == "blocked"


def test_a_delivered_message_ends_the_row(functions: Functions, dana: Person, twilio: Twilio):
    filtered(functions, dana, twilio, "one", "two")
    report(functions, send(functions, dana, twilio, "three"), "delivered")

    thread_id = filtered(functions, dana, twilio, "four")

    assert refusal(functions, dana, thread_id) is None


def test_a_text_of_the_leads_lifts_the_block(functions: Functions, dana: Person, twilio: Twilio):
    thread_id = filtered(functions, dana, twilio, "one", "two", "three")

    receive(functions, form("Hello?"))

    assert refusal(functions, dana, thread_id) is None
    assert history(functions, dana, thread_id) == [("unblocked", "inbound"), ("blocked", "carrier")]
    filtered(functions, dana, twilio, "four")
    assert refusal(functions, dana, thread_id) is None, "the row began anew"


def test_an_admin_lifts_a_block_and_a_member_does_not(functions: Functions, dana: Person, twilio: Twilio):
    thread_id = filtered(functions, dana, twilio, "one", "two", "three")
    admin = dana.claims() | {"cognito:groups": "[admin]"}

    refused = functions.call("lift_block", person=dana, path={"threadId": thread_id})
    lifted = functions.call("lift_block", claims=admin, path={"threadId": thread_id})
    again = functions.call("lift_block", claims=admin, path={"threadId": thread_id})
    missing = functions.call("lift_block", claims=admin, path={"threadId": "nothing"})

    assert [refused.code, lifted.status, again.code, missing.code] == ["forbidden", 204, "conflict", "not_found"]
    assert refusal(functions, dana, thread_id) is None
    assert history(functions, dana, thread_id) == [("unblocked", "hand"), ("blocked", "carrier")]
    filtered(functions, dana, twilio, "four", "five")
    assert refusal(functions, dana, thread_id) is None, "the three before are forgotten"


def test_what_settlement_finds_filtered_counts_too(functions: Functions, dana: Person, twilio: Twilio, tables: Tables):
    filtered(functions, dana, twilio, "one", "two")
    twilio.http.post("/control/phones", json={"number": LEAD, "outcome": "30007"}).raise_for_status()
    twilio.fault("lost_after", times=1)
    twilio.fault("callbacks_dropped")
    unknown = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": "three"})
    assert unknown.status == 202
    twilio.settle()
    tables.make_due()

    functions.run_schedule()

    assert refusal(functions, dana, unknown.json["threadId"]) == "blocked"
