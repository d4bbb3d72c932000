"""What the official SDK sees when it sends, reads and lists messages."""

from twilio.rest import Client

from conftest import FIRM, PHONE, Customer, Desk


def test_a_text_goes_from_queued_to_delivered_and_each_step_is_reported(
    client: Client, firm: str, desk: Desk, customer: Customer
) -> None:
    sent = client.messages.create(to=PHONE, from_=firm, body="Hello", status_callback=f"{customer.url}/state/1?a=b")
    desk.settle()

    assert (sent.status, sent.direction, sent.date_sent, sent.price) == ("queued", "outbound-api", None, None)
    assert customer.statuses() == ["sending", "sent", "delivered"]
    assert all(request.signed for request in customer.heard)
    assert client.messages(sent.sid).fetch().status == "delivered"
    assert [text["body"] for text in desk.texts()] == ["Hello"]


def test_a_text_from_a_phone_reaches_the_customer_signed(
    client: Client, firm: str, desk: Desk, customer: Customer
) -> None:
    desk.text("Is it still for sale?")

    (webhook,) = customer.heard
    assert webhook.signed
    assert webhook.form["Body"] == "Is it still for sale?"
    assert webhook.form["FromCity"] == ""
    assert [(one.body, one.direction) for one in client.messages.list()] == [("Is it still for sale?", "inbound")]
    assert client.messages.list()[0].to == FIRM
