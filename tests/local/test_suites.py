"""Suites run side by side; each tells how far it is, and what it has to say."""

import asyncio
import sys

import pytest

from local.suites import QUICK, SUITES, Suite, run_all


def suite(name: str, program: str) -> Suite:
    return Suite(name, (sys.executable, "-c", program))


def test_those_that_failed_are_named_and_what_they_said_is_shown(capsys: pytest.CaptureFixture[str]):
    good = suite("Good", "print('tests/a.py ... [ 50%]'); print('3 passed')")
    bad = suite("Bad", "import sys; print('tests/b.py F.. [100%]'); print('1 failed'); sys.exit(1)")

    assert asyncio.run(run_all((good, bad))) == ["Bad"]

    said = capsys.readouterr().out.splitlines()
    assert "Good     tests/a.py ... [ 50%]" in said
    assert said[said.index("3 passed") - 1].startswith("==== Good")
    assert said[said.index("1 failed") - 1].startswith("==== Bad")


def test_they_run_at_the_same_time(tmp_path):
    meet = (
        "import pathlib, time; here, there = map(pathlib.Path, ({0!r}, {1!r})); here.touch()\n"
        "while not there.exists(): time.sleep(0.01)"
    )
    places = str(tmp_path / "one"), str(tmp_path / "other")

    failed = run_all((suite("One", meet.format(*places)), suite("Other", meet.format(*reversed(places)))))

    assert asyncio.run(asyncio.wait_for(failed, timeout=30)) == []


@pytest.mark.parametrize("suite", [*SUITES, *QUICK], ids=lambda suite: suite.name)
def test_each_has_a_name_that_fits_before_its_progress(suite: Suite):
    assert len(suite.name) <= 8
