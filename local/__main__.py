"""`make run`: the stack in the foreground until Ctrl-C."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import NoReturn

from local import demo
from local.settings import Settings
from local.stack import Stack, running
from local.steps import StepFailed, report, step


class Stopped(BaseException):
    """Someone wants us to stop: Ctrl-C, `kill`, or the terminal went away."""


def stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """Stop once; whoever asks again while we are at it has to wait."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Start, tell where things are, and stay until stopped; 1 if something failed."""
    for number in SIGNALS:
        signal.signal(number, stop)
    try:
        settings = Settings.read()
        with running(settings) as (stack, children):
            with step("Preparing the demo firms"):
                firms = demo.fill(stack)
            with _told(settings.data / "stack.json", stack, firms):
                print(welcome(stack, firms), flush=True)
                children.watch()
    except Stopped:
        return 0
    except StepFailed as failure:
        report(failure)
        return 1
    return 0


@contextmanager
def _told(file: Path, stack: Stack, firms: list[demo.Firm]) -> Iterator[None]:
    """Tests and tools find the addresses in a file, which exists exactly as long as everything is up."""
    file.write_text(json.dumps({**asdict(stack), "firms": firms}, indent=2))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def welcome(stack: Stack, firms: list[demo.Firm]) -> str:
    """What a person needs to know to begin."""
    lines = [
        "",
        "Leadline is running. Ctrl-C stops it and keeps the data; `make run FRESH=1` starts over.",
        "",
        f"  Portal           {stack.portal}",
        *([f"  Phones           {stack.phones}   (the simulated Twilio)"] if stack.phones else []),
        f"  API              {stack.api}",
        f"  Twilio webhook   {stack.message_webhook}",
        f"  Twilio's API     {stack.twilio_api_base}   account {stack.twilio_account.sid}",
        f"  Emulated AWS     {stack.aws}   region {stack.region}",
        "",
        *(line for firm in firms for line in demo.lines(firm)),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
