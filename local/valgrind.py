"""Finds valgrind, which counts instructions for the benchmark and for the tests of what takes how long, or installs it."""

import os
import shutil
import sys

from local.environments import ROOT
from local.processes import run
from local.steps import StepFailed, report


def ensure() -> None:
    """Install Debian's package if need be; StepFailed where that cannot be."""
    if shutil.which("valgrind"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise StepFailed("Instructions are counted with valgrind. Install it with: sudo apt-get install valgrind")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "valgrind")):
        run(("apt-get", *arguments), what="Installing valgrind", environ=environ, folder=ROOT)


if __name__ == "__main__":
    try:
        ensure()
    except StepFailed as failure:
        report(failure)
        sys.exit(1)
