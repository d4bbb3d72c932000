"""Runs a simulator inside the test process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.twilio.account import Account
from local.twilio.server import Simulator


@contextmanager
def running(account: Account, *, data: Path) -> Iterator[Simulator]:
    """A simulator on a free port, until the block ends."""
    simulator = Simulator(account, data=data)
    thread = threading.Thread(target=simulator.run)
    thread.start()
    try:
        yield simulator
    finally:
        simulator.stop()
        thread.join(10)
