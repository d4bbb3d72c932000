"""What a person at the terminal sees while something takes time: one line per step, with its duration."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class StepFailed(Exception):
    """A step could not be done; the message is one line for a person, `details` what the program said."""

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.details = details


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print `title` now and how long it took afterwards."""
    print(f"  {title:<46}", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except Exception:
        print("  failed", flush=True)
        raise
    except BaseException:
        print("  stopped", flush=True)
        raise
    print(f"{time.monotonic() - started:6.1f} s", flush=True)


def report(failure: StepFailed) -> None:
    """Print why a step failed: the program's last words first, the sentence for a person last."""
    if failure.details:
        print("\n".join(failure.details.rstrip().splitlines()[-40:]), file=sys.stderr)
    print(f"\n{failure}", file=sys.stderr, flush=True)
