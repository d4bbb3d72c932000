"""A thousand ways in which things go wrong, and nothing is lost, doubled, or sent after a STOP."""

import os

import pytest

from tests.simulation.history import play

HISTORIES, AT_A_TIME = 1000, 50
# SEED=n plays one history again, and tells it (with pytest -s).
AGAIN = os.environ.get("SEED")


SEEDS = (
    [range(int(AGAIN), int(AGAIN) + 1)]
    if AGAIN
    else [range(first, first + AT_A_TIME) for first in range(0, HISTORIES, AT_A_TIME)]
)


@pytest.mark.parametrize("seeds", SEEDS, ids=str)
def test_whatever_goes_wrong_nothing_is_lost_or_doubled_or_sent_after_a_stop(seeds: range):
    for seed in seeds:
        played = play(seed)
        if AGAIN:
            print("\n".join(played.lines))


def test_a_seed_always_tells_the_same_history():
    assert [play(seed).lines for seed in range(8)] == [play(seed).lines for seed in range(8)]
