"""The troubles that can be switched on, as the SDK and the customer feel them."""

import threading
from collections.abc import Callable

import httpx
import pytest
import requests
from twilio.rest import Client

from tests.simulators.cast import ACCOUNT, PHONE, Customer, Desk, refusal

OTHER = "+12125550134"


@pytest.fixture
def send(client: Client, firm: str, customer: Customer) -> Callable[..., object]:
    """Sends one text to the phone, with status callbacks."""

    def send(to: str = PHONE) -> object:
        return client.messages.create(to=to, from_=firm, body="Hello", status_callback=f"{customer.url}/state")

    return send


def answers(desk: Desk) -> list[tuple[str | None, bool]]:
    """How each create call was answered, and whether it made a message."""
    return [(call["answer"], call["sid"] is not None) for call in desk.read("/control/calls")]


def test_an_answer_lost_before_acceptance_leaves_nothing(
    client: Client, desk: Desk, send: Callable[..., object]
) -> None:
    desk.fault("lost_before", times=1)

    with pytest.raises(requests.ConnectionError):
        send()

    assert client.messages.list() == []
    assert answers(desk) == [("lost", False)]


def test_an_answer_lost_after_acceptance_leaves_a_message_on_its_way(
    client: Client, desk: Desk, customer: Customer, send: Callable[..., object]
) -> None:
    desk.fault("lost_after", times=1)

    with pytest.raises(requests.ConnectionError):
        send()
    desk.settle()

    assert [message.status for message in client.messages.list()] == ["delivered"]
    assert customer.statuses()[-1] == "delivered"
    assert answers(desk) == [("lost", True)]


@pytest.mark.parametrize(
    ("fault", "status", "code", "made"),
    [
        ("too_many", 429, 20429, 0),
        ("error_before", 503, 20500, 0),
        ("error_after", 500, 20500, 1),
    ],
)
def test_an_error_hits_as_often_as_wanted(
    client: Client, desk: Desk, send: Callable[..., object], fault: str, status: int, code: int, made: int
) -> None:
    desk.fault(fault, times=2)

    assert refusal(send) == refusal(send) == (status, code)
    send()

    assert len(client.messages.list()) == 2 * made + 1
    assert answers(desk) == [(str(status), bool(made))] * 2 + [("201", True)]


def test_a_fault_of_one_phone_spares_the_others(desk: Desk, send: Callable[..., object]) -> None:
    desk.fault("too_many", phone=PHONE)

    send(OTHER)

    assert refusal(send) == (429, 20429)


def test_a_fault_ends_when_it_is_cleared(desk: Desk, send: Callable[..., object]) -> None:
    desk.fault("too_many")
    desk.fault("error_before", phone=PHONE)

    assert desk.http.delete("/control/faults?name=too_many").status_code == 204
    assert refusal(send) == (503, 20500)
    assert desk.http.delete("/control/faults").status_code == 204
    send()


def test_a_slow_answer_comes_after_the_message_was_taken(
    client: Client, desk: Desk, customer: Customer, send: Callable[..., object]
) -> None:
    desk.fault("answer_slow", value=60)
    caller = threading.Thread(target=lambda: httpx_create(client, customer))
    caller.start()
    caller.join(10)
    desk.settle()

    assert [message.status for message in client.messages.list()] == ["delivered"]
    assert answers(desk) == [(None, True)]


def test_an_answer_that_nobody_waited_for_is_on_record_as_such(
    client: Client, desk: Desk, customer: Customer, send: Callable[..., object]
) -> None:
    desk.fault("answer_slow", value=0.5, times=1)

    httpx_create(client, customer)
    while answers(desk) == [(None, True)]:
        desk.settle()

    assert answers(desk) == [("unheard", True)]


def httpx_create(client: Client, customer: Customer) -> None:
    """Send a text and give up waiting at once."""
    url = client.http_client._url  # noqa: SLF001 (the tests' own client)
    form = {"To": PHONE, "From": "+14155550100", "Body": "Hello", "StatusCallback": f"{customer.url}/state"}
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(
            f"{url}/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json",
            data=form,
            auth=(ACCOUNT.sid, ACCOUNT.token),
            timeout=0.2,
        )


def test_callbacks_can_come_before_the_answer(desk: Desk, customer: Customer, send: Callable[..., object]) -> None:
    desk.fault("callbacks_first")

    send()

    assert customer.statuses() == ["sending", "sent", "delivered"]


def test_callbacks_can_be_repeated(desk: Desk, customer: Customer, send: Callable[..., object]) -> None:
    desk.fault("callbacks_repeated", value=1)

    send()
    desk.settle()

    assert customer.statuses() == ["sending", "sending", "sent", "sent", "delivered", "delivered"]


@pytest.mark.parametrize(
    ("outcome", "states"), [("delivered", ["delivered", "sent", "sending"]), ("sent", ["sent", "sending"])]
)
def test_callbacks_can_come_in_reverse_order(
    desk: Desk, customer: Customer, send: Callable[..., object], outcome: str, states: list[str]
) -> None:
    desk.hold(outcome=outcome)
    desk.fault("callbacks_backwards")

    send()
    desk.settle()

    assert customer.statuses() == states


def test_callbacks_can_be_dropped(client: Client, desk: Desk, customer: Customer, send: Callable[..., object]) -> None:
    desk.fault("callbacks_dropped", phone=PHONE)

    send()
    desk.settle()

    assert customer.statuses() == []
    assert client.messages.list()[0].status == "delivered"


def test_late_callbacks_come_after_the_message_is_delivered(
    client: Client, desk: Desk, customer: Customer, send: Callable[..., object]
) -> None:
    desk.fault("callbacks_late", value=0.2)

    send()
    desk.settle()

    assert customer.statuses() == ["sending", "sent", "delivered"]


def test_the_list_can_lag(client: Client, desk: Desk, send: Callable[..., object]) -> None:
    desk.fault("list_slow", value=60, times=1)

    send()

    assert client.messages.list() == []


def test_the_list_can_be_down(client: Client, desk: Desk, send: Callable[..., object]) -> None:
    sid = send().sid  # type: ignore[attr-defined]
    desk.fault("list_down", times=2)

    answer = desk.http.get(f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json", auth=(ACCOUNT.sid, ACCOUNT.token))
    assert answer.status_code == 503
    assert refusal(lambda: client.messages(sid).fetch()) == (503, 20503)
    assert client.messages(sid).fetch().sid == sid


def test_twilio_can_be_unreachable_and_comes_back(client: Client, desk: Desk, send: Callable[..., object]) -> None:
    desk.post("/control/offline", seconds=0.3)

    refused = came_back = False
    for _ in range(200):
        try:
            desk.http.get("/control/state")
        except httpx.TransportError:
            refused = True
        else:
            came_back = refused
        if came_back:
            break
        threading.Event().wait(0.02)

    assert came_back
    send()


@pytest.mark.parametrize(
    "fault",
    [
        {"name": "nonsense"},
        {"name": 1},
        {},
        {"name": "too_many", "times": 0},
        {"name": "too_many", "times": 1.5},
        {"name": "refuse", "value": "x"},
    ],
    ids=str,
)
def test_a_fault_that_is_none_is_refused(desk: Desk, fault: dict[str, object]) -> None:
    answer = desk.http.post("/control/faults", json=fault)

    assert answer.status_code == 400
    assert answer.json()["error"]
    assert desk.read("/control/state")["faults"] == []


def test_a_message_may_be_undelivered_in_the_answer_itself(
    client: Client, desk: Desk, customer: Customer, send: Callable[..., object]
) -> None:
    desk.fault("undelivered_at_once", value=30003, times=1)

    send()
    desk.settle()

    (message,) = client.messages.list()
    assert (message.status, message.error_code) == ("undelivered", 30003)
    assert customer.statuses() == []
