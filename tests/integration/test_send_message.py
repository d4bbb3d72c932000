"""send_message: one text out, and everything that may stand in its way."""

from tests.integration.conftest import LEAD, Functions, Person, Twilio


def test_a_text_goes_out_and_comes_back_as_sent(functions: Functions, dana: Person, twilio: Twilio):
    answer = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": "Hello there"})

    assert answer.status == 201, answer.text
    assert answer.json["status"] == "sent"
    assert [call["form"]["Body"] for call in twilio.calls()] == [["Hello there"]]
