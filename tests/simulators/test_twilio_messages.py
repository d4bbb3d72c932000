"""What the official SDK sees when it sends, reads and lists messages."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from twilio.rest import Client

from tests.simulators.cast import ACCOUNT, FIRM, PHONE, Customer, Desk, refusal

OTHER = "+12125550134"


def test_a_text_goes_from_queued_to_delivered_and_each_step_is_reported(
    client: Client, firm: str, desk: Desk, customer: Customer
) -> None:
    sent = client.messages.create(to=PHONE, from_=firm, body="Hello", status_callback=f"{customer.url}/state/1?a=b")
    desk.settle()

    assert (sent.status, sent.direction, sent.date_sent, sent.price) == ("queued", "outbound-api", None, None)
    assert (sent.from_, sent.to, sent.num_segments, sent.num_media) == (firm, PHONE, "1", "0")
    assert customer.statuses() == ["sending", "sent", "delivered"]
    assert all(request.signed for request in customer.heard)
    assert client.messages(sent.sid).fetch().status == "delivered"
    assert [text["body"] for text in desk.texts()] == ["Hello"]


def test_a_callback_has_the_fields_of_the_message(client: Client, firm: str, desk: Desk, customer: Customer) -> None:
    sent = client.messages.create(to=PHONE, from_=firm, body="Hello", status_callback=f"{customer.url}/state")
    desk.settle()

    form = customer.heard[-1].form
    assert form.pop("RawDlrDoneDate").isdigit()
    assert form == {
        "MessageSid": sent.sid,
        "SmsSid": sent.sid,
        "MessageStatus": "delivered",
        "SmsStatus": "delivered",
        "AccountSid": ACCOUNT.sid,
        "From": firm,
        "To": PHONE,
        "ApiVersion": "2010-04-01",
    }


@pytest.mark.parametrize(
    ("outcome", "states", "code"),
    [
        ("delivered", ["sending", "sent", "delivered"], None),
        ("sent", ["sending", "sent"], None),
        ("30003", ["sending", "sent", "undelivered"], 30003),
        ("30007", ["sending", "sent", "undelivered"], 30007),
        ("failed", ["sending", "failed"], 30008),
    ],
)
def test_the_carrier_does_what_the_phone_says(
    client: Client, firm: str, desk: Desk, customer: Customer, outcome: str, states: list[str], code: int | None
) -> None:
    desk.hold(outcome=outcome)

    sent = client.messages.create(to=PHONE, from_=firm, body="Hello", status_callback=f"{customer.url}/state")
    desk.settle()

    assert customer.statuses() == states
    assert customer.heard[-1].form.get("ErrorCode") == (str(code) if code else None)
    assert client.messages(sent.sid).fetch().error_code == code
    assert [text["arrived"] for text in desk.texts()] == [code is None]


def test_a_landline_takes_no_texts(client: Client, firm: str, desk: Desk) -> None:
    desk.hold(lineType="landline")

    sent = client.messages.create(to=PHONE, from_=firm, body="Hello")
    desk.settle()

    assert client.messages(sent.sid).fetch().error_code == 30006


def test_nobody_is_told_about_a_message_without_a_callback_address(
    client: Client, firm: str, desk: Desk, customer: Customer
) -> None:
    client.messages.create(to=PHONE, from_=firm, body="Hello")
    desk.settle()

    assert customer.heard == []


def test_a_number_is_understood_however_an_american_writes_it(client: Client, firm: str) -> None:
    assert client.messages.create(to="(415) 555-0132", from_=firm, body="Hello").to == PHONE


def test_the_list_is_newest_first_and_holds_both_directions(client: Client, firm: str, desk: Desk) -> None:
    client.messages.create(to=PHONE, from_=firm, body="one")
    desk.text("two")
    client.messages.create(to=OTHER, from_=firm, body="three")

    assert [message.body for message in client.messages.list()] == ["three", "two", "one"]
    assert [message.body for message in client.messages.list(to=PHONE)] == ["one"]
    assert [message.body for message in client.messages.list(to="(415) 555-0132")] == ["one"]
    assert [message.body for message in client.messages.list(from_=PHONE, to=firm)] == ["two"]


def test_pages_follow_one_another_while_messages_come_in(client: Client, firm: str) -> None:
    for number in range(7):
        client.messages.create(to=PHONE, from_=firm, body=str(number))

    first = client.messages.page(to=PHONE, page_size=3)
    client.messages.create(to=PHONE, from_=firm, body="late")
    second = first.next_page()
    assert second is not None
    third = second.next_page()

    assert [message.body for message in second] == ["3", "2", "1"]
    assert third is not None
    assert [message.body for message in third] == ["0"]
    assert third.next_page() is None
    assert [message.body for message in third.previous_page()] == ["3", "2", "1"]
    assert len(client.messages.list(page_size=2)) == 8


def test_a_queued_message_is_in_no_list_by_date(client: Client, firm: str, desk: Desk) -> None:
    desk.post("/control/pace", stepDelay=60)

    client.messages.create(to=PHONE, from_=firm, body="Hello")

    assert client.messages.list(date_sent_after=datetime(2000, 1, 1, tzinfo=UTC)) == []
    assert len(client.messages.list()) == 1


def test_a_date_is_its_whole_day_and_a_time_its_second(client: Client, firm: str, desk: Desk) -> None:
    desk.text("Hello")
    sent = client.messages.list()[0].date_sent
    day, second, midnight = (
        timedelta(days=1),
        timedelta(seconds=1),
        datetime(sent.year, sent.month, sent.day, tzinfo=UTC),
    )
    assert abs(sent - datetime.now(UTC)) < timedelta(seconds=5)

    def count(**filters: str | datetime) -> int:
        return len(client.messages.list(**filters))

    assert count(date_sent=sent) == count(date_sent=midnight) == count(date_sent=str(sent.date())) == 1
    assert count(date_sent=sent + day) == count(date_sent=str((sent - day).date())) == 0
    assert count(date_sent_before=sent) == count(date_sent_before=str(sent.date())) == 1
    assert count(date_sent_before=sent - second) == count(date_sent_before=str((sent - day).date())) == 0
    assert count(date_sent_after=sent) == count(date_sent_after=str(sent.date())) == 1
    assert count(date_sent_after=sent + second) == count(date_sent_after=str((sent + day).date())) == 0


@pytest.mark.parametrize(
    "form", ["%m/%d/%Y %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S.000", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d", "rfc2822"]
)
def test_dates_are_read_in_all_of_twilios_forms(http: httpx.Client, firm: str, desk: Desk, form: str) -> None:
    desk.text("Hello")

    def found(moment: datetime) -> int:
        written = format_datetime(moment) if form == "rfc2822" else moment.strftime(form)
        path = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json"
        answer = http.get(path, params={"DateSent>": written}, auth=(ACCOUNT.sid, ACCOUNT.token))
        return len(answer.json()["messages"])

    now = datetime.now(UTC)
    assert [found(now - timedelta(days=1)), found(now + timedelta(days=1))] == [1, 0]


def test_a_date_that_is_none_is_refused(http: httpx.Client, desk: Desk) -> None:
    path = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json"

    answer = http.get(path, params={"DateSent": "soon"}, auth=(ACCOUNT.sid, ACCOUNT.token))

    assert (answer.status_code, answer.json()["code"]) == (400, 20001)


def test_a_finished_message_can_be_redacted_and_deleted(client: Client, firm: str, desk: Desk) -> None:
    sent = client.messages.create(to=PHONE, from_=firm, body="Secret")
    desk.settle()

    assert client.messages(sent.sid).update(body="").body == ""
    assert client.messages(sent.sid).delete()
    assert refusal(lambda: client.messages(sent.sid).fetch()) == (404, 20404)


def test_a_message_under_way_can_be_neither(client: Client, firm: str, desk: Desk) -> None:
    desk.post("/control/pace", stepDelay=60)

    sent = client.messages.create(to=PHONE, from_=firm, body="Secret")

    assert refusal(lambda: client.messages(sent.sid).update(body="")) == (409, 20009)
    assert refusal(lambda: client.messages(sent.sid).delete()) == (409, 20009)


def test_a_picture_is_fetched_before_it_is_sent(client: Client, firm: str, desk: Desk, customer: Customer) -> None:
    customer.answers["/letter"] = (200, "application/msword", "…")

    shown = client.messages.create(to=PHONE, from_=firm, media_url=[f"{customer.url}/house.png"])
    strange = client.messages.create(to=PHONE, from_=firm, media_url=[f"{customer.url}/letter"])
    customer.answers["/sold.png"] = (404, "image/png", "")
    missing = client.messages.create(to=PHONE, from_=firm, media_url=[f"{customer.url}/sold.png"])
    unreachable = client.messages.create(to=PHONE, from_=firm, media_url=["http://127.0.0.1:9/gone.png"])
    desk.settle()

    assert shown.sid.startswith("MM")
    assert shown.num_media == "1"
    assert client.messages(shown.sid).fetch().status == "delivered"
    assert client.messages(strange.sid).fetch().error_code == 12300
    assert client.messages(missing.sid).fetch().error_code == 11200
    assert client.messages(unreachable.sid).fetch().error_code == 11200
    assert len(client.messages(shown.sid).media.list()) == 1


def test_the_owner_of_the_number_sees_who_wrote(client: Client, firm: str, desk: Desk) -> None:
    sid = desk.text("Hello")["sid"]

    message = client.messages(sid).fetch()

    assert (message.direction, message.status, message.from_, message.to) == ("inbound", "received", PHONE, FIRM)
