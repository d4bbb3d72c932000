"""Runs all tests, or the quick ones: several suites side by side, for most of a browser's time is waiting.

Each suite's progress is shown as it goes, the rest of what it says when it ends.
"""

import argparse
import asyncio
import re
import sys
import time
from dataclasses import dataclass

from local import building, portal
from local.environments import DEV, ROOT
from local.processes import end_with_parent
from local.steps import StepFailed, report

PROGRESS = re.compile(r"\[ *\d+%\]$")
LONGEST_LINE = 2**24
BIN = DEV.folder / "bin"


@dataclass(frozen=True, slots=True)
class Suite:
    """A name of eight characters at most, and what runs it."""

    name: str
    command: tuple[str, ...]


def _pytest(*arguments: str) -> tuple[str, ...]:
    return (str(BIN / "pytest"), "--durations=5", *arguments)


PORTAL = [str(file) for file in sorted((ROOT / "tests/e2e/portal").glob("test_*.py"))]

SUITES = (
    Suite("Portal 1", _pytest(*PORTAL[::2])),
    Suite("Portal 2", _pytest(*PORTAL[1::2])),
    Suite("Stack", _pytest("tests/e2e", "--ignore=tests/e2e/portal")),
    # What waits for others goes first, before what only computes.
    Suite("Lambdas", ("nice", *_pytest("tests/integration"))),
    Suite("Code", ("nice", *_pytest("--ignore=tests/e2e", "--ignore=tests/integration"))),
    Suite("Pages", (sys.executable, "-m", "local.portal", "test")),
)
# What needs no browser and nothing built.
QUICK = (
    Suite("Rules", (str(BIN / "pytest"), "--quiet", "tests/unit", "tests/architecture")),
    Suite("Fakes", (str(BIN / "pytest"), "--quiet", "tests/contracts")),
    Suite("Portal", (sys.executable, "-m", "local.portal", "check")),
    Suite("Types", (str(BIN / "mypy"),)),
    Suite("Style", (str(BIN / "ruff"), "check")),
    Suite("Form", (str(BIN / "ruff"), "format", "--check")),
    Suite("Imports", (str(BIN / "lint-imports"), "--no-cache")),
)


async def run_all(suites: tuple[Suite, ...]) -> list[str]:
    """Run them side by side; return the names of those that failed."""
    codes = await asyncio.gather(*(_run(suite) for suite in suites))
    return [suite.name for suite, code in zip(suites, codes, strict=True) if code != 0]


async def _run(suite: Suite) -> int:
    started = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *suite.command,
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        limit=LONGEST_LINE,
        preexec_fn=end_with_parent if sys.platform == "linux" else None,
    )
    assert process.stdout
    rest = []
    try:
        async for line in process.stdout:
            text = line.decode(errors="replace").rstrip()
            if PROGRESS.search(text):
                print(f"{suite.name:<9}{text}", flush=True)
            else:
                rest.append(text)
    finally:
        code = await process.wait()  # Ctrl-C has reached it, too: it stops what it has started
    print("\n".join((f"\n==== {suite.name}, {time.monotonic() - started:.0f} s ====", *rest)), flush=True)
    return code


def main() -> int:
    """Build what the suites share, then run them; the quick ones share nothing."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    try:
        if not quick:
            building.build(building.this_machine())
            portal.build()
        failed = asyncio.run(run_all(QUICK if quick else SUITES))
    except StepFailed as failure:
        report(failure)
        return 1
    except KeyboardInterrupt:
        return 130
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll suites passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
