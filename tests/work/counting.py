"""Counts the instructions that reading takes: run under valgrind, it reads everything twice, and tells which count is whose.

Python's own regular expressions and normal forms are written in C, so that counting its lines would see nothing of them.
Valgrind's callgrind begins to count whenever the C library's `getpgid` is called, and writes the count when `getpriority` is,
which nothing else here does.
"""

import gc
import os
import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.template import ROOT
from tests.work.readers import cases, hostile

LONGER = 10
PATIENCE_SECONDS = 600
_CALLGRIND = ("valgrind", "--tool=callgrind", "--zero-before=getpgid", "--dump-before=getpriority", "--dump-line=no")


def counted() -> dict[str, tuple[int, int]]:
    """Return for each case the instructions for a text and for one ten times as long."""
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(
            [*_CALLGRIND, f"--callgrind-out-file={folder}/counts", sys.executable, "-m", __name__],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": os.pathsep.join([str(ROOT / "layers/core/src"), str(ROOT)]),
                "PYTHONHASHSEED": "0",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
        assert told.returncode == 0, told.stderr
        names = told.stdout.splitlines()
        counts = [_count(Path(folder, f"counts.{number}")) for number in range(1, 2 * len(names) + 1)]
    return dict(zip(names, zip(counts[::2], counts[1::2], strict=True), strict=True))


def _count(file: Path) -> int:
    found = re.search(r"^summary: (\d+)", file.read_text(), re.MULTILINE)
    assert found, file
    return int(found[1])


def _main() -> None:
    gc.disable()
    for name, read, shape, length in cases():
        short, long = (hostile(shape, each) for each in (length, length * LONGER))
        for text in (short, short):  # what is loaded, compiled or remembered at first
            with suppress(Exception):
                read(text)
        for text in (short, long):
            os.getpgid(0)
            with suppress(Exception):
                read(text)
            os.getpriority(os.PRIO_PROCESS, 0)
        print(name)


if __name__ == "__main__":
    _main()
