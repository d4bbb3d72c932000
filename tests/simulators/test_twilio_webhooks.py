"""What the customer hears when a phone texts one of its numbers."""

import base64
import threading

import httpx
import pytest
from twilio.rest import Client

from tests.simulators.cast import ACCOUNT, FIRM, PHONE, Customer, Desk

NOBODY = "http://127.0.0.1:9/"


def test_a_text_from_a_phone_is_passed_on_with_all_its_fields(firm: str, desk: Desk, customer: Customer) -> None:
    sid = desk.text("Is it still for sale?")["sid"]

    (webhook,) = customer.heard
    assert webhook.signed
    assert webhook.headers["content-type"] == "application/x-www-form-urlencoded"
    assert webhook.headers["i-twilio-idempotency-token"]
    assert webhook.form == {
        "MessageSid": sid,
        "SmsSid": sid,
        "SmsMessageSid": sid,
        "AccountSid": ACCOUNT.sid,
        "From": PHONE,
        "To": FIRM,
        "Body": "Is it still for sale?",
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
        "FromCity": "",
        "FromState": "",
        "FromZip": "",
        "FromCountry": "US",
        "ToCity": "",
        "ToState": "",
        "ToZip": "",
        "ToCountry": "US",
    }


@pytest.mark.parametrize(
    "body",
    ["", " leading and trailing ", "a\r\nb\tc", "100% + 1 & 2 = ?", "日本語 👩‍👩‍👧", "<b>'\"</b>", "nul\x00nul", "é"],
)
def test_any_text_arrives_unchanged_and_signed(firm: str, desk: Desk, customer: Customer, body: str) -> None:
    desk.text(body)

    (webhook,) = customer.heard
    assert webhook.form["Body"] == body
    assert webhook.signed


def test_a_picture_comes_with_an_address_that_wants_the_accounts_password(
    client: Client, firm: str, desk: Desk, customer: Customer
) -> None:
    content = base64.b64encode(b"a picture").decode()
    sid = desk.text("Look", pictures=[{"contentType": "image/png", "base64": content}])["sid"]

    form = customer.heard[0].form
    assert sid.startswith("MM")
    assert (form["NumMedia"], form["MediaContentType0"]) == ("1", "image/png")
    assert httpx.get(form["MediaUrl0"]).status_code == 401
    sent_on = httpx.get(form["MediaUrl0"], auth=(ACCOUNT.sid, ACCOUNT.token))
    assert (sent_on.status_code, sent_on.content) == (307, b"")
    link = sent_on.headers["location"]
    assert httpx.get(link, auth=(ACCOUNT.sid, ACCOUNT.token)).status_code == 400
    assert httpx.get(link.replace("Signature=", "Signature=0")).status_code == 403
    assert httpx.get(link).content == b"a picture"
    (media,) = client.messages(sid).media.list()
    assert media.content_type == "image/png"
    assert media.delete()
    assert httpx.get(form["MediaUrl0"], auth=(ACCOUNT.sid, ACCOUNT.token)).status_code == 404
    assert httpx.get(link).status_code == 404
    assert client.messages(sid).fetch().body == "Look"


def test_a_failed_webhook_is_logged_and_not_tried_again(firm: str, desk: Desk, customer: Customer) -> None:
    customer.answers["/texts"] = (500, "text/plain", "oops")

    desk.text("Hello")

    assert customer.paths() == ["/texts"]
    assert [trouble["error_code"] for trouble in desk.read("/control/state")["troubles"]] == [11200]


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        ("text/html", "<html></html>", 12300),
        ("application/json", "{}", 12300),
        ("text/xml", "<Response>", 12100),
        ("text/xml", "<response/>", 12200),
    ],
)
def test_an_answer_that_is_no_twiml_is_logged(
    firm: str, desk: Desk, customer: Customer, content_type: str, body: str, code: int
) -> None:
    customer.answers["/texts"] = (200, content_type, body)

    desk.text("Hello")

    assert [trouble["error_code"] for trouble in desk.read("/control/state")["troubles"]] == [code]


def test_an_empty_answer_is_fine(firm: str, desk: Desk, customer: Customer) -> None:
    customer.answers["/texts"] = (204, "", "")

    desk.text("Hello")

    assert desk.read("/control/state")["troubles"] == []


def test_what_the_answer_says_is_texted_back(client: Client, firm: str, desk: Desk, customer: Customer) -> None:
    customer.answers["/texts"] = (
        200,
        "text/xml; charset=utf-8",
        "<Response><Message>We're closed.</Message></Response>",
    )

    desk.text("Hello")

    assert [text["body"] for text in desk.texts()] == ["Hello", "We're closed."]
    assert client.messages.list(from_=firm)[0].direction == "outbound-reply"


def test_the_fallback_hears_what_the_webhook_could_not(client: Client, desk: Desk, customer: Customer) -> None:
    url = f"{customer.url}/broken"
    client.incoming_phone_numbers.create(phone_number=FIRM, sms_url=url, sms_fallback_url=f"{customer.url}/fallback")
    customer.answers["/broken"] = (503, "text/plain", "")

    desk.text("Hello")

    assert customer.paths() == ["/broken", "/fallback"]
    fallback = customer.heard[1]
    assert fallback.signed
    assert (fallback.form["ErrorCode"], fallback.form["ErrorUrl"]) == ("11200", url)


def test_a_server_that_is_down_is_logged(client: Client, desk: Desk) -> None:
    client.incoming_phone_numbers.create(phone_number=FIRM, sms_url=NOBODY + "#rc=0")

    desk.text("Hello")

    assert [post["error_code"] for post in desk.read("/control/posts")] == [11205]


@pytest.mark.parametrize(
    ("override", "attempts"), [("", 1), ("#rc=2", 1), ("#rc=2&rp=all", 3), ("#rc=1&rp=5xx", 2), ("#rc=3&rp=4xx,ct", 1)]
)
def test_connection_overrides_repeat_what_failed(
    client: Client, desk: Desk, customer: Customer, override: str, attempts: int
) -> None:
    client.incoming_phone_numbers.create(phone_number=FIRM, sms_url=f"{customer.url}/broken{override}")
    customer.answers["/broken"] = (503, "text/plain", "")

    desk.text("Hello")

    assert customer.paths() == ["/broken"] * attempts
    assert all(request.signed for request in customer.heard)
    assert len({request.headers["i-twilio-idempotency-token"] for request in customer.heard}) == 1


def test_a_slow_server_is_given_up(client: Client, desk: Desk, customer: Customer) -> None:
    customer.doors["/slow"] = threading.Event()
    client.incoming_phone_numbers.create(phone_number=FIRM, sms_url=f"{customer.url}/slow#rt=100&tt=100")

    desk.text("Hello")
    customer.doors["/slow"].set()

    assert [post["error_code"] for post in desk.read("/control/posts")] == [11205]


def test_an_outage_leaves_a_text_in_the_list_only(client: Client, firm: str, desk: Desk, customer: Customer) -> None:
    desk.fault("webhook_dropped", times=1)

    desk.text("lost")
    desk.text("heard")

    assert [request.form["Body"] for request in customer.heard] == ["heard"]
    assert [message.body for message in client.messages.list(to=firm)] == ["heard", "lost"]


def test_a_repeated_webhook_is_the_same_one(firm: str, desk: Desk, customer: Customer) -> None:
    desk.fault("webhook_repeated", phone=PHONE, value=2)

    desk.text("Hello")

    assert len(customer.heard) == 3
    assert len({request.form["MessageSid"] for request in customer.heard}) == 1
    assert len({request.headers["i-twilio-idempotency-token"] for request in customer.heard}) == 1


def test_a_forged_webhook_is_not_signed_with_the_token(firm: str, desk: Desk, customer: Customer) -> None:
    desk.fault("webhook_forged")

    desk.text("I am the lead")

    assert [request.signed for request in customer.heard] == [False]
    assert customer.heard[0].headers["x-twilio-signature"]
