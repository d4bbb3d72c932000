"""`make run` as tests see it: a process to start and to stop, and what it says about where things are."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.environments import ROOT

START_SECONDS = 300
# What `make run` reads; a test says all of it itself, whatever the tester's own environment holds.
WISHES = ("TWILIO_", "STRIPE_", "AWS_", "PUBLIC_URL", "FRESH", "PORTAL_PORT", "API_PORT")


@dataclass(frozen=True, slots=True)
class RunningStack:
    """Where things are, and the process to ask to stop."""

    data: Path
    process: "subprocess.Popen[bytes]"
    where: dict[str, Any]

    @property
    def portal(self) -> str:
        return str(self.where["portal"])

    @property
    def api(self) -> str:
        return str(self.where["api"])

    @property
    def phones(self) -> str:
        return str(self.where["phones"])

    @property
    def aws(self) -> str:
        return str(self.where["aws"])

    @property
    def outputs(self) -> dict[str, str]:
        return dict(self.where["outputs"])

    @property
    def firms(self) -> list[dict[str, Any]]:
        return list(self.where["firms"])

    def stop(self) -> int:
        """Ask it to stop, as Ctrl-C does, and wait until it has; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def output(self) -> str:
        """Everything that it has printed."""
        return (self.data / "output.txt").read_text()


class NotStarted(Exception):
    """The stack ended before it was up."""

    def __init__(self, exit_code: int, output: str) -> None:
        super().__init__(f"exit code {exit_code}\n{output}")
        self.exit_code = exit_code


def free_ports() -> dict[str, str]:
    """Ports far from those that a person's own stack prefers, so that the two never meet."""
    names = ("PORTAL_PORT", "API_PORT", "TWILIO_PORT", "AWS_PORT")
    with ExitStack() as held:
        sockets = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in names]
        return {name: str(each.getsockname()[1]) for name, each in zip(names, sockets, strict=True)}


def start(data: Path, **environ: str) -> RunningStack:
    """Start a stack and wait until it is up; raises NotStarted with what it said if it ends before."""
    process = _begin(data, **environ)
    where = data / "stack/stack.json"
    _wait(process, data, where.exists)
    return RunningStack(data, process, json.loads(where.read_text()))


def start_until(step: str, data: Path, *, seconds: float, how: signal.Signals, **environ: str) -> None:
    """Start a stack and stop it some seconds after it has begun a step, or once it is up."""
    process = _begin(data, **environ)
    said, up = data / "output.txt", data / "stack/stack.json"
    _wait(process, data, lambda: step in said.read_text() or up.exists())
    time.sleep(seconds)
    process.send_signal(how)
    process.wait(60)


def _begin(data: Path, **environ: str) -> "subprocess.Popen[bytes]":
    data.mkdir(parents=True, exist_ok=True)
    with (data / "output.txt").open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "local"],
            cwd=ROOT,
            env={**_unwished(), "LEADLINE_DATA": str(data / "stack"), **environ},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def _wait(process: "subprocess.Popen[bytes]", data: Path, holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not holds():
        if process.poll() is not None or time.monotonic() > deadline:
            process.terminate()
            raise NotStarted(process.wait(60), (data / "output.txt").read_text())
        time.sleep(0.1)


def _unwished() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(WISHES)}
