"""A simulated Twilio, its customer, and the official SDK between the two; started once, emptied before each test."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from twilio.rest import Client

from local.twilio.server import Simulator
from tests.simulators.cast import ACCOUNT, FIRM, Customer, Desk, sdk
from tests.simulators.running import running

SHARED = Path(__file__).parents[3] / "shared"
if not SHARED.is_dir():
    collect_ignore = ["test_twilio_contract.py"]


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """A running simulator."""
    with running(ACCOUNT, data=tmp_path_factory.mktemp("twilio") / "twilio.sqlite") as simulator:
        yield simulator


@pytest.fixture(scope="session")
def customer_server() -> Iterator[Customer]:
    """The customer's server, for all tests."""
    customer = Customer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            customer.hear(self)

        def do_GET(self) -> None:
            customer.show(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    customer.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield customer
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture(scope="session")
def http(simulator: Simulator) -> Iterator[httpx.Client]:
    """A plain HTTP client of the simulator."""
    with httpx.Client(base_url=simulator.url, timeout=30) as client:
        yield client


@pytest.fixture
def desk(http: httpx.Client) -> Iterator[Desk]:
    """An empty table; messages travel fast."""
    fresh = Desk(http)
    fresh.post("/control/reset")
    fresh.post("/control/pace", stepDelay=0.005)
    yield fresh
    fresh.post("/control/reset")


@pytest.fixture
def customer(customer_server: Customer) -> Customer:
    """The customer's server, which has heard nothing yet."""
    customer_server.heard.clear()
    customer_server.answers.clear()
    customer_server.doors.clear()
    return customer_server


@pytest.fixture
def client(simulator: Simulator, desk: Desk) -> Client:
    """The official SDK, signed in."""
    return sdk(simulator.url)


@pytest.fixture
def firm(client: Client, customer: Customer) -> str:
    """A number of the account's whose texts come to the customer at /texts."""
    client.incoming_phone_numbers.create(phone_number=FIRM, sms_url=f"{customer.url}/texts?stage=prod")
    return FIRM
