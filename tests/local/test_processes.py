"""Programs that the stack starts end with it, however it ends."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.processes import Children, run
from local.steps import StepFailed

SLEEPER = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)"


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    """Programs of one test, stopped afterwards."""
    children = Children(tmp_path)
    yield children
    children.stop()


def test_a_program_is_stopped_with_what_it_started(children: Children, tmp_path: Path):
    child = children.start("Sleeper", [sys.executable, "-c", SLEEPER], environ=os.environ, folder=tmp_path)
    group = child.process.pid

    children.stop()

    assert not exists(group)


def test_a_program_that_ends_by_itself_is_named_with_its_last_words(children: Children, tmp_path: Path):
    child = children.start(
        "Talker", [sys.executable, "-c", "print('what went wrong')"], environ=os.environ, folder=tmp_path
    )
    child.process.wait(10)

    with pytest.raises(StepFailed, match="Talker has stopped by itself") as failure:
        children.watch()

    assert "what went wrong" in failure.value.details


def test_a_command_that_fails_says_what_it_said(tmp_path: Path):
    command = [sys.executable, "-c", "import sys; print('no space left'); sys.exit(3)"]

    with pytest.raises(StepFailed, match="The build failed") as failure:
        run(command, what="The build", environ=os.environ, folder=tmp_path)

    assert "no space left" in failure.value.details


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_programs_end_even_when_the_stack_is_killed_outright(tmp_path: Path):
    program = (
        "import os, pathlib, sys, time; from local.processes import Children;"
        f"child = Children(pathlib.Path({str(tmp_path)!r})).start("
        "'Sleeper', [sys.executable, '-c', 'import time; time.sleep(60)'], environ=os.environ, folder=pathlib.Path('.'));"
        "print(child.process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as stack:
        assert stack.stdout
        group = int(stack.stdout.readline())

        stack.kill()

    deadline = time.monotonic() + 60
    while exists(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not exists(group)


def exists(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
