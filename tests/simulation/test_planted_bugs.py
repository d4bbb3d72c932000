"""The simulation finds what is wrong: each planted bug within a thousand histories."""

import pytest

from tests.simulation.bugs import BUGS
from tests.simulation.history import Broken, play

HISTORIES = 1000


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_found(bug: str):
    for seed in range(HISTORIES):
        try:
            play(seed, BUGS[bug])
        except Broken:
            return
    pytest.fail(f"{HISTORIES} histories held, though: {bug}")
