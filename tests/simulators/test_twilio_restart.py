"""The simulator as its own process: it starts as documented, and a kill loses nothing."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from tests.simulators.cast import ACCOUNT, FIRM, PHONE, Customer, Desk, sdk

ROOT = Path(__file__).parents[2]
SECRETS = {"TWILIO_ACCOUNT_SID": ACCOUNT.sid, "TWILIO_AUTH_TOKEN": ACCOUNT.token}
Start = Callable[[], tuple[subprocess.Popen[str], Desk]]


def command(data: Path) -> list[str]:
    """The documented command, on a free port."""
    return [sys.executable, "-m", "local.twilio", "--port", "0", "--data", str(data)]


def run_to_its_end(words: list[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A start that is expected to fail."""
    return subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=20, check=False)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the simulator again and again on the same file."""
    processes: list[subprocess.Popen[str]] = []
    clients: list[httpx.Client] = []

    def start() -> tuple[subprocess.Popen[str], Desk]:
        process = subprocess.Popen(
            command(tmp_path / "twilio.sqlite"), cwd=ROOT, env=os.environ | SECRETS, stdout=subprocess.PIPE, text=True
        )
        processes.append(process)
        assert process.stdout
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address
        clients.append(httpx.Client(base_url=address[0], timeout=30))
        return process, Desk(clients[-1])

    yield start
    for client in clients:
        client.close()
    for process in processes:
        process.kill()
        process.communicate()


def test_a_kill_loses_nothing(start: Start, customer: Customer) -> None:
    process, desk = start()
    client = sdk(str(desk.http.base_url).rstrip("/"))
    client.incoming_phone_numbers.create(phone_number=FIRM)
    desk.hold(name="Ada")
    desk.text("STOP", phone="+12125550134")
    desk.post("/control/pace", stepDelay=0.3)
    desk.fault("callbacks_backwards", phone=PHONE)
    client.messages.create(to=PHONE, from_=FIRM, body="Hello", status_callback=f"{customer.url}/state")

    process.kill()
    process.wait()
    _, desk = start()
    desk.settle()

    client = sdk(str(desk.http.base_url).rstrip("/"))
    assert [message.status for message in client.messages.list(to=PHONE)] == ["delivered"]
    assert customer.statuses() == ["delivered", "sent", "sending"]
    assert [phone["name"] for phone in desk.read("/control/state")["phones"]] == ["Ada"]
    assert [fault["name"] for fault in desk.read("/control/state")["faults"]] == ["callbacks_backwards"]
    assert [text["mine"] for text in desk.texts("+12125550134")] == [True, False]


def test_it_stops_when_asked_though_a_page_is_open(start: Start) -> None:
    process, desk = start()

    with desk.http.stream("GET", "/control/events") as events:
        assert next(events.iter_lines()) == "data: changed"
        process.terminate()
        assert process.wait(10) is not None


@pytest.mark.parametrize("missing", SECRETS)
def test_it_does_not_start_without_an_account(tmp_path: Path, missing: str) -> None:
    env = {name: value for name, value in (os.environ | SECRETS).items() if name != missing}

    ended = run_to_its_end(command(tmp_path / "x"), env)

    assert ended.returncode == 2
    assert "TWILIO_ACCOUNT_SID" in ended.stderr


def test_it_says_which_port_is_taken(start: Start, tmp_path: Path) -> None:
    _, desk = start()
    port = str(desk.http.base_url.port)
    wanted = [port if word == "0" else word for word in command(tmp_path / "y")]

    ended = run_to_its_end(wanted, os.environ | SECRETS)

    assert (ended.returncode, f"Port {port}" in ended.stderr) == (1, True)
