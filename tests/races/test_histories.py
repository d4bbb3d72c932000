"""The same histories as tests/simulation, with the real adapters and a real DynamoDB in the fakes' place."""

import json
import subprocess
import sys

import pytest

from tests.races.conftest import Crowd
from tests.template import ROOT

# tests/simulation plays thousands with the fakes, and tests/contracts holds these to the tables: here a few show that it fits.
HISTORIES, AT_A_TIME = 4, 2


@pytest.mark.parametrize("first", range(0, HISTORIES, AT_A_TIME))
def test_whatever_goes_wrong_the_real_adapters_lose_nothing_and_double_nothing_either(crowd: Crowd, first: int):
    played = subprocess.run(
        [sys.executable, "-m", "tests.races.histories", str(first), str(AT_A_TIME)],
        cwd=ROOT,
        env=crowd.environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert played.returncode == 0, played.stderr
    seen = json.loads(played.stdout)
    assert not seen["broken"], "\n\n".join(seen["broken"])
    assert seen["steps"] > AT_A_TIME * 50
