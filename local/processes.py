"""Starts programs and makes sure that none outlives us, however we end."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from local.steps import StepFailed

STOP_SECONDS = 30
SET_PARENT_DEATH_SIGNAL = 1


def run(command: Sequence[str | Path], *, what: str, environ: Mapping[str, str], folder: Path) -> str:
    """Run a program to its end and return what it said; StepFailed with its words if it fails."""
    process = _spawn(command, environ=environ, folder=folder, output=subprocess.PIPE)
    try:
        output, _ = process.communicate()
    except BaseException:
        _signal_group(process, signal.SIGKILL)
        process.wait()
        raise
    said = output.decode(errors="replace")
    if process.returncode != 0:
        raise StepFailed(f"{what} failed.", details=said)
    return said


@dataclass(slots=True)
class Child:
    """A program that runs as long as the stack does."""

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])

    def raise_if_ended(self) -> None:
        if self.process.poll() is not None:
            raise StepFailed(f"{self.name} has stopped by itself; its log is {self.log}", details=self.last_words())

    def wait_until_it_answers(self, url: str, seconds: float = 30) -> None:
        """Until anything but a refused connection comes from `url`."""
        deadline = time.monotonic() + seconds
        while not _answers(url):
            self.raise_if_ended()
            if time.monotonic() > deadline:
                raise StepFailed(f"{self.name} does not answer at {url}", details=self.last_words())
            time.sleep(0.05)
        self.raise_if_ended()  # it may have been somebody else who answered

    def stop(self) -> None:
        """Ask, wait, insist; with everything that it started."""
        _signal_group(self.process, signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"  {self.name} does not stop by itself: ended the hard way", file=sys.stderr)
        _signal_group(self.process, signal.SIGKILL)
        self.process.wait()


@dataclass(slots=True)
class Children:
    """All programs of one stack; stopped in the reverse order of their start.

    `lock` is the open file that holds their data: what outlives us for a moment holds it, too.
    """

    logs: Path
    lock: int | None = None
    started: list[Child] = field(default_factory=list)

    def start(self, name: str, command: Sequence[str | Path], *, environ: Mapping[str, str], folder: Path) -> Child:
        log = self.logs / f"{name.lower().replace(' ', '-')}.log"
        kept = () if self.lock is None else (self.lock,)
        with log.open("wb") as output:
            process = _spawn(command, environ=environ, folder=folder, output=output.fileno(), kept=kept)
        child = Child(name, process, log)
        self.started.append(child)
        return child

    def watch(self) -> None:
        """Return never; StepFailed when one of them ends by itself."""
        while True:
            for child in self.started:
                child.raise_if_ended()
            time.sleep(0.3)

    def stop(self) -> None:
        while self.started:
            self.started.pop().stop()


def _spawn(
    command: Sequence[str | Path],
    *,
    environ: Mapping[str, str],
    folder: Path,
    output: int,
    kept: tuple[int, ...] = (),
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        pass_fds=kept,
        start_new_session=True,  # Ctrl-C reaches us alone; we stop the others in order
        preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 we have no threads here
    )


def end_with_parent() -> None:
    """In a child before it starts: end as soon as the parent has; Linux only."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _signal_group(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return  # the whole group has ended already


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310 an address of our own
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
