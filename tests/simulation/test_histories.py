"""A thousand ways in which things go wrong, and nothing is lost, doubled, or sent after a STOP."""

import os

import pytest

from tests.simulation.history import play

HISTORIES, AT_A_TIME = 1000, 50
AGAIN = os.environ.get("SEED")


@pytest.mark.skipif(bool(AGAIN), reason="one history is played again")
@pytest.mark.parametrize("first", range(0, HISTORIES, AT_A_TIME))
def test_whatever_goes_wrong_nothing_is_lost_or_doubled_or_sent_after_a_stop(first: int):
    for seed in range(first, first + AT_A_TIME):
        play(seed)


@pytest.mark.skipif(not AGAIN, reason="SEED=n plays one history again, and tells it")
def test_one_history_again():
    print("\n".join(play(int(AGAIN or 0)).lines))


def test_a_seed_always_tells_the_same_history():
    assert [play(seed).lines for seed in range(8)] == [play(seed).lines for seed in range(8)]
