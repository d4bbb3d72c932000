"""What a deployed Leadline makes of a slow, silent or broken Twilio: each text goes out once, and none is lost."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from time import sleep

import pytest

from tests.e2e.deployed import Deployed, Firm, Phone, eventually

pytestmark = pytest.mark.e2e
_numbers = count(100)


@pytest.fixture(scope="module")
def firm(deployed: Deployed) -> Firm:
    """A firm that sends from its own number."""
    return deployed.open_firm("+14155550170")


@pytest.fixture(scope="module")
def service_firm(deployed: Deployed) -> Firm:
    """A firm that sends through a Messaging Service."""
    return deployed.open_firm("+14155550171", through_service=True)


@pytest.fixture
def phone(deployed: Deployed) -> Phone:
    """A phone that no other test texts."""
    held = Phone(deployed, f"+1415556{next(_numbers):04}")
    deployed.twilio.post("/control/phones", json={"number": held.number}).raise_for_status()
    return held


def test_a_slow_twilio_and_an_impatient_user_make_one_text(service_firm: Firm, phone: Phone):
    phone.fault("answer_slow", value=8, times=1)
    phone.fault("callbacks_dropped")

    with ThreadPoolExecutor(1) as other_hand:
        first = other_hand.submit(service_firm.send, phone.number, "Are you coming?")
        sleep(5)
        second = service_firm.send(phone.number, "Are you coming?")

    assert (first.result().status_code, first.result().json()["status"]) == (201, "sent")
    # Where the second function starts so slowly that the outcome is known by then, it is 200 and `sent`.
    assert (second.status_code, second.json()["status"]) in [(202, "sending"), (200, "sent")]
    assert second.json()["id"] == first.result().json()["id"]
    assert len(phone.creates()) == 1
    eventually(lambda: phone.received() == ["Are you coming?"])


def test_a_lost_answer_is_settled_by_the_callback_and_never_sent_again(firm: Firm, phone: Phone):
    phone.fault("lost_after", times=1)

    first = firm.send(phone.number, "Your papers are ready")
    again = firm.send(phone.number, "Your papers are ready")

    assert (first.status_code, first.json()["status"]) == (202, "sending")
    assert again.json()["id"] == first.json()["id"]
    eventually(lambda: firm.messages(first.json()["threadId"])[0]["status"] == "delivered")
    assert len(phone.creates()) == 1


def test_once_the_outcome_is_known_the_same_words_may_go_again(firm: Firm, phone: Phone):
    phone.fault("lost_after", times=1)
    first = firm.send(phone.number, "Ping")
    eventually(lambda: firm.messages(first.json()["threadId"])[0]["status"] == "delivered")
    sleep(2)

    again = firm.send(phone.number, "Ping")

    assert again.status_code == 201
    assert again.json()["id"] != first.json()["id"]


def test_a_text_that_twilio_could_not_pass_on_is_swept_in_once(deployed: Deployed, firm: Firm, phone: Phone):
    thread_id = firm.send(phone.number, "Hello").json()["threadId"]
    phone.fault("webhook_dropped", times=1)
    phone.text("You missed me", to=firm)

    deployed.run_schedule()  # the minute's own may have come first
    deployed.run_schedule()

    bodies = [message["body"] for message in firm.messages(thread_id)]
    assert sorted(bodies) == ["Hello", "You missed me"]


def test_a_stop_that_twilio_could_not_pass_on_counts_as_soon_as_it_is_swept_in(
    deployed: Deployed, firm: Firm, phone: Phone
):
    firm.send(phone.number, "Hello")
    phone.fault("webhook_dropped", times=1)
    phone.text("Stop.", to=firm)

    deployed.run_schedule()

    assert firm.send(phone.number, "Still there?").json()["code"] == "opted_out"
    eventually(lambda: phone.received() == ["Hello"])


def test_a_number_that_opted_out_at_twilio_only_is_opted_out_here_at_the_first_try(service_firm: Firm, phone: Phone):
    phone.fault("refuse", value=21610, times=1)

    refused = service_firm.send(phone.number, "Hello")
    again = service_firm.send(phone.number, "Hello again")

    assert (refused.status_code, refused.json()["code"]) == (403, "opted_out")
    assert refused.json()["message"]["status"] == "failed"
    assert (again.status_code, again.json()["code"]) == (403, "opted_out")
    assert len(phone.creates()) == 1


def test_too_many_requests_are_waited_out(firm: Firm, phone: Phone):
    phone.fault("too_many", times=2)

    sent = firm.send(phone.number, "Patience")

    assert sent.status_code == 201
    eventually(lambda: phone.received() == ["Patience"])


def test_stop_and_start_from_the_phone(firm: Firm, phone: Phone):
    phone.text("Hi", to=firm)
    phone.text("STOP", to=firm)
    assert firm.send(phone.number, "One more thing").json()["code"] == "opted_out"
    sleep(1.1)  # Twilio's times have seconds only, and at the same second STOP would win.
    phone.text("START", to=firm)

    assert firm.send(phone.number, "Welcome back").status_code == 201
