"""A start that was stopped half-way, however it was, is resumed by the next one."""

import signal
from pathlib import Path

import pytest

from tests.e2e.deployed import Deployed
from tests.e2e.running_stack import free_ports, start, start_until

pytestmark = pytest.mark.e2e

STEPS = (
    "Starting the emulated AWS",
    "Starting the simulated Twilio",
    "Deploying to the emulated AWS",
    "Connecting routes, checking the wiring",
    "Opening the API and the portal",
    "Preparing the demo firms",
)
HALF_WAY = 1.5


@pytest.fixture(scope="module")
def ports() -> dict[str, str]:
    """The same at each start, as a person's are: other ports would be another deployment."""
    return free_ports()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all starts, so each goes on where those before it were stopped."""
    return tmp_path_factory.mktemp("interrupted")


@pytest.mark.parametrize(
    ("after", "how"), [(0, signal.SIGINT), (HALF_WAY, signal.SIGKILL)], ids=["Ctrl-C at once", "killed half-way"]
)
@pytest.mark.parametrize("step", STEPS)
def test_a_start_that_was_stopped_comes_as_far_again(
    step: str, after: float, how: signal.Signals, data: Path, ports: dict[str, str]
):
    start_until(step, data, seconds=after, how=how, **ports)

    assert "failed" not in (data / "output.txt").read_text()


def test_a_start_after_many_that_were_stopped_makes_everything(data: Path, ports: dict[str, str]):
    stack = start(data, **ports)
    deployed = Deployed(stack)
    try:
        firm = stack.firms[0]
        token = deployed.sign_in(firm["people"][0], firm["password"])["IdToken"]
        threads = deployed.api_with(token).get("/threads").raise_for_status().json()["threads"]
        texts = deployed.twilio.get("/control/phones/+14155550111/texts").raise_for_status().json()
    finally:
        deployed.close()
        assert stack.stop() == 0

    assert len(threads) == 5
    # Of the firm's two texts one may be missing: what was cut off while it was handed over is never sent again blindly.
    ours, theirs = ([text["body"] for text in texts if text["mine"] is mine] for mine in (False, True))
    assert (len(theirs), len(set(theirs))) == (2, 2)
    assert 1 <= len(ours) == len(set(ours)) <= 2
    assert not list((data / "stack/tmp").glob("*"))
