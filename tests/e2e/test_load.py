"""More callers than the machine has places for: all are answered, and only a few workers are started for them."""

import itertools
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from twilio.request_validator import RequestValidator

from local import capacity
from tests.e2e.deployed import Deployed, Firm, eventually

pytestmark = pytest.mark.e2e

CLIENTS = 60
CALLS_EACH = 3
AUTHOR = "+14155557301"


@pytest.fixture(scope="module")
def firm(deployed: Deployed) -> Firm:
    """A firm of these tests' own."""
    return deployed.open_firm("+14155550730")


def test_a_burst_of_one_users_sends_meets_the_rate_limit_and_nothing_else(firm: Firm):
    assert firm.api
    with ThreadPoolExecutor(25) as people:
        answers = list(people.map(lambda n: firm.send(f"+14155557{n:03}", "Are you there?"), range(25)))

    statuses = Counter(answer.status_code for answer in answers)
    refused = [answer.json().get("code") for answer in answers if answer.status_code == 429]
    # The service gives up on a place under contention with a 503 that says when to come again.
    assert set(statuses) <= {201, 429, 503}, [answer.text for answer in answers]
    assert statuses[201] <= 10
    assert statuses[201] >= 1
    assert None not in refused, "the gateway's own refusal, where all could wait"
    assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 503)


def test_sixty_clients_are_answered_by_a_bounded_number_of_workers(deployed: Deployed, firm: Firm):
    count = itertools.count(1)
    calls: tuple[Callable[[], httpx.Response], ...] = (
        lambda: firm.send(f"+14155556{next(count) % 1000:03}", "Hello"),
        lambda: firm.api.get("/threads"),
        lambda: webhook(deployed, firm, next(count)),
    )
    assert firm.api

    with ThreadPoolExecutor(CLIENTS) as clients:
        answers = list(clients.map(lambda n: calls[n % 3](), range(CLIENTS * CALLS_EACH)))

    odd = [answer for answer in answers if answer.status_code not in (200, 201, 429, 503)]
    assert not odd, Counter(answer.text for answer in odd)
    assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 503)
    workers = Counter(folders(deployed))
    assert workers
    # Readers of queues have fewer still; a worker whose place was given on may outlive its call by a moment.
    assert max(workers.values()) <= capacity.OF_ONE_KIND, workers
    assert kilobytes(deployed) < 500 * workers.total()
    eventually(lambda: firm.api.get("/threads").status_code == 200, within=60)


def webhook(deployed: Deployed, firm: Firm, n: int) -> httpx.Response:
    """A text that comes in, as Twilio passes it on."""
    url = f"{deployed.stack.where['public_url']}/webhooks/twilio/messages"
    sid = deployed.account["sid"]
    form = {"AccountSid": sid, "MessageSid": f"SM{n:032x}", "From": AUTHOR, "To": firm.number, "Body": f"Text {n}"}
    signature = RequestValidator(deployed.account["token"]).compute_signature(url, form)
    return httpx.post(url, data=form, headers={"X-Twilio-Signature": signature}, timeout=60)


def folders(deployed: Deployed) -> list[str]:
    """The functions of the workers that there are, one name for each: a worker has a folder as long as it lives."""
    found = (deployed.stack.data / "stack/tmp").glob("ministack-lambda-*")
    return [folder.name.rpartition("-")[0] for folder in found]


def kilobytes(deployed: Deployed) -> float:
    """How large the workers' folders are."""
    found = (deployed.stack.data / "stack/tmp").rglob("*")
    return sum(file.stat().st_size for file in found if file.is_file()) / 1024
