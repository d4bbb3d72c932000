"""The account's numbers and Messaging Services, set up with the SDK as in the real product."""

import pytest
from twilio.rest import Client

from tests.simulators.cast import FIRM, PHONE, Customer, Desk, refusal

SECOND = "+14155550101"


@pytest.fixture
def service(client: Client, customer: Customer) -> str:
    """A service with two numbers whose texts come to the customer at /service."""
    made = client.messaging.v1.services.create("Leads", inbound_request_url=f"{customer.url}/service")
    for number in (FIRM, SECOND):
        bought = client.incoming_phone_numbers.create(phone_number=number, sms_url=f"{customer.url}/own")
        client.messaging.v1.services(made.sid).phone_numbers.create(bought.sid)
    return str(made.sid)


def test_a_number_is_bought_found_changed_and_given_back(client: Client, desk: Desk) -> None:
    bought = client.incoming_phone_numbers.create(
        phone_number=FIRM, sms_url="https://example.com/a", friendly_name="Hill"
    )

    (found,) = client.incoming_phone_numbers.list(phone_number=FIRM)
    assert (found.sid, found.sms_url, found.friendly_name) == (bought.sid, "https://example.com/a", "Hill")
    changed = client.incoming_phone_numbers(bought.sid).update(sms_fallback_url="https://example.com/b")
    assert (changed.sms_url, changed.sms_fallback_url) == ("https://example.com/a", "https://example.com/b")
    assert client.incoming_phone_numbers(bought.sid).fetch().sms_fallback_url == "https://example.com/b"
    assert client.incoming_phone_numbers(bought.sid).delete()
    assert client.incoming_phone_numbers.list() == []


@pytest.mark.parametrize(("number", "code"), [(FIRM, 21422), ("12", 21421), ("", 21421)])
def test_a_number_that_cannot_be_bought_is_refused(client: Client, firm: str, number: str, code: int) -> None:
    assert refusal(lambda: client.incoming_phone_numbers.create(phone_number=number)) == (400, code)


def test_a_number_that_is_not_there_is_not_found(client: Client, desk: Desk) -> None:
    assert refusal(client.incoming_phone_numbers("PN" + "0" * 32).fetch) == (404, 20404)
    assert refusal(client.messaging.v1.services("MG" + "0" * 32).fetch) == (404, 20404)


def test_a_service_and_its_pool_are_listed(client: Client, service: str) -> None:
    other = client.messaging.v1.services.create("Clients")
    bought = client.incoming_phone_numbers.create(phone_number="+14155550102")
    client.messaging.v1.services(other.sid).phone_numbers.create(bought.sid)

    assert [one.sid for one in client.messaging.v1.services.list()] == [service, other.sid]
    assert [one.phone_number for one in client.messaging.v1.services(service).phone_numbers.list()] == [FIRM, SECOND]
    assert client.messaging.v1.services(service).fetch().friendly_name == "Leads"


def test_a_service_chooses_its_number_only_after_it_has_accepted(
    client: Client, service: str, desk: Desk, customer: Customer
) -> None:
    sent = client.messages.create(
        to=PHONE, messaging_service_sid=service, body="Hello", status_callback=f"{customer.url}/state"
    )
    desk.settle()

    assert (sent.status, sent.from_, sent.num_segments, sent.messaging_service_sid) == ("accepted", None, "0", service)
    delivered = client.messages(sent.sid).fetch()
    assert (delivered.status, delivered.from_, delivered.num_segments) == ("delivered", FIRM, "1")
    assert customer.statuses() == ["queued", "sending", "sent", "delivered"]
    assert {request.form["MessagingServiceSid"] for request in customer.heard} == {service}


def test_a_service_keeps_the_number_that_a_lead_knows(client: Client, service: str, desk: Desk) -> None:
    desk.text("Hello", to=SECOND)

    sent = client.messages.create(to=PHONE, messaging_service_sid=service, body="Hello yourself")
    desk.settle()

    assert client.messages(sent.sid).fetch().from_ == SECOND


def test_a_sender_may_be_named_only_from_the_pool(client: Client, service: str, desk: Desk) -> None:
    client.incoming_phone_numbers.create(phone_number="+14155550102")

    def send(sender: str) -> object:
        return client.messages.create(to=PHONE, from_=sender, messaging_service_sid=service, body="Hello")

    assert send(SECOND).from_ == SECOND  # type: ignore[attr-defined]
    assert refusal(lambda: send("+14155550102")) == (400, 21712)


def test_a_service_without_numbers_sends_nothing(client: Client, desk: Desk) -> None:
    empty = client.messaging.v1.services.create("Empty")

    call = lambda: client.messages.create(to=PHONE, messaging_service_sid=empty.sid, body="Hello")  # noqa: E731

    assert refusal(call) == (400, 21704)


def test_texts_to_a_pool_go_to_the_service(client: Client, service: str, desk: Desk, customer: Customer) -> None:
    desk.text("one")
    client.messaging.v1.services(service).update(use_inbound_webhook_on_number=True)
    desk.text("two")

    assert customer.paths() == ["/service", "/own"]
    assert {request.form["MessagingServiceSid"] for request in customer.heard} == {service}


def test_a_services_callback_address_holds_unless_the_message_has_its_own(
    client: Client, service: str, desk: Desk, customer: Customer
) -> None:
    client.messaging.v1.services(service).update(status_callback=f"{customer.url}/shared")

    client.messages.create(to=PHONE, messaging_service_sid=service, body="Hello")
    desk.settle()
    client.messages.create(to=PHONE, messaging_service_sid=service, body="Hello", status_callback=f"{customer.url}/own")
    desk.settle()

    assert customer.paths() == ["/shared"] * 4 + ["/own"] * 4


def test_a_number_may_leave_its_pool(client: Client, service: str, desk: Desk) -> None:
    pool = client.messaging.v1.services(service).phone_numbers
    sid = pool.list()[0].sid

    assert pool(sid).delete()

    assert [one.phone_number for one in pool.list()] == [SECOND]
    assert refusal(pool(sid).delete) == (404, 20404)
