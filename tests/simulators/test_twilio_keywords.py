"""Twilio's own filter for STOP, START and HELP."""

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from tests.simulators.cast import FIRM, PHONE, TOLL_FREE, Customer, Desk, refusal


def can_text(client: Client, sender: str, phone: str = PHONE) -> bool:
    """Whether Twilio takes a text from this number."""
    try:
        client.messages.create(to=phone, from_=sender, body="Hello")
    except TwilioRestException as error:
        if error.code != 21610:
            raise
        return False
    return True


@pytest.mark.parametrize(
    "word", ["STOP", "stop", " Stop\n", "UNSUBSCRIBE", "end", "QUIT", "StopAll", "revoke", "OPTOUT", "cancel"]
)
def test_a_stop_word_blocks_and_is_confirmed_and_still_passed_on(
    client: Client, firm: str, desk: Desk, customer: Customer, word: str
) -> None:
    desk.text(word)

    assert refusal(lambda: client.messages.create(to=PHONE, from_=firm, body="Hello")) == (400, 21610)
    assert "unsubscribed" in desk.texts()[-1]["body"]
    assert [request.form["Body"] for request in customer.heard] == [word]
    assert "OptOutType" not in customer.heard[0].form


@pytest.mark.parametrize(
    "words", ["STOP PLEASE", "opt out", "STOP ALL", "Stop.", "STOP 🛑", "unsub", "don't stop", "arret"]
)
def test_twilio_does_not_hear_other_words(client: Client, firm: str, desk: Desk, words: str) -> None:
    desk.text(words)

    assert can_text(client, firm)
    assert len(desk.texts()) == 2


@pytest.mark.parametrize("word", ["START", "yes", "UnStop"])
def test_a_start_word_lifts_the_block(client: Client, firm: str, desk: Desk, word: str) -> None:
    desk.text("STOP")

    desk.text(word)

    assert can_text(client, firm)
    assert "re-subscribed" in desk.texts()[-2]["body"]


def test_yes_is_an_ordinary_word_to_somebody_who_can_be_texted(firm: str, desk: Desk) -> None:
    desk.text("YES")

    assert [text["body"] for text in desk.texts()] == ["YES"]


def test_a_second_stop_is_not_confirmed_again(firm: str, desk: Desk) -> None:
    desk.text("STOP")
    desk.text("STOP")

    assert [text["mine"] for text in desk.texts()] == [True, False, True]


@pytest.mark.parametrize("word", ["HELP", "info"])
def test_help_is_answered_and_blocks_nothing(client: Client, firm: str, desk: Desk, word: str) -> None:
    desk.text(word)

    assert "STOP" in desk.texts()[-1]["body"]
    assert can_text(client, firm)


def test_a_block_is_between_two_numbers(client: Client, firm: str, desk: Desk) -> None:
    client.incoming_phone_numbers.create(phone_number="+14155550101")

    desk.text("STOP")

    assert can_text(client, "+14155550101")
    assert can_text(client, firm, "+12125550134")


def test_the_toll_free_network_knows_only_stop_and_unstop(client: Client, desk: Desk) -> None:
    client.incoming_phone_numbers.create(phone_number=TOLL_FREE)

    desk.text("CANCEL", to=TOLL_FREE)
    desk.text("HELP", to=TOLL_FREE)
    assert can_text(client, TOLL_FREE)
    desk.settle()
    assert len(desk.texts()) == 3
    desk.text("stop", to=TOLL_FREE)

    assert desk.texts()[-1]["body"].startswith("NETWORK MSG:")
    assert not can_text(client, TOLL_FREE)
    desk.text("unstop", to=TOLL_FREE)
    assert can_text(client, TOLL_FREE)


@pytest.mark.parametrize(("word", "kind"), [("quit", "STOP"), ("START", "START"), ("Info", "HELP"), ("Hello", None)])
def test_advanced_opt_out_names_the_keyword(
    firm: str, desk: Desk, customer: Customer, word: str, kind: str | None
) -> None:
    desk.fault("advanced_opt_out")

    desk.text(word)

    assert customer.heard[0].form.get("OptOutType") == kind
    assert customer.heard[0].signed


def test_a_reply_in_twiml_does_not_reach_somebody_who_opted_out(firm: str, desk: Desk, customer: Customer) -> None:
    customer.answers["/texts"] = (200, "text/xml", "<Response><Message>Sorry to see you go</Message></Response>")

    desk.text("STOP")

    assert [text["mine"] for text in desk.texts()] == [True, False]


@pytest.fixture
def service(client: Client, customer: Customer) -> str:
    """A service with two numbers."""
    made = client.messaging.v1.services.create("Leads", inbound_request_url=f"{customer.url}/service")
    for number in (FIRM, "+14155550101"):
        bought = client.incoming_phone_numbers.create(phone_number=number)
        client.messaging.v1.services(made.sid).phone_numbers.create(bought.sid)
    return str(made.sid)


@pytest.mark.parametrize("sender", [{}, {"from_": FIRM}], ids=["any sender", "a named sender"])
def test_stop_to_one_number_of_a_service_blocks_the_whole_service_but_late(
    client: Client, service: str, desk: Desk, customer: Customer, sender: dict[str, str]
) -> None:
    desk.text("STOP", to="+14155550101")

    sent = client.messages.create(
        to=PHONE, messaging_service_sid=service, body="Hello", status_callback=f"{customer.url}/state", **sender
    )
    desk.settle()

    assert sent.status == "accepted"
    assert client.messages(sent.sid).fetch().error_code == 21610
    assert customer.statuses() == ["failed"]
    assert customer.heard[-1].form["ErrorCode"] == "21610"
    assert not can_text(client, FIRM)
