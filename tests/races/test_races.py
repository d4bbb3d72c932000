"""The rate limit and the double click, when everybody clicks at once."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.races.conftest import PROCESSES, THREADS, Crowd

EVERYONE = PROCESSES * THREADS
TROUBLE = pytest.mark.parametrize("trouble", [0.0, 0.15], ids=["calm", "conflicts, throttles and lost answers"])


def outcomes(seen: list[dict[str, Any]]) -> Counter[str]:
    """What came of all clicks together."""
    return sum((Counter(one["outcomes"]) for one in seen), Counter())


def ids(seen: list[dict[str, Any]], kind: str) -> list[str]:
    """The messages that all processes together sent, or got as an answer."""
    return [id_ for one in seen for id_ in one[kind]]


def moments(rows: Any, name: str) -> list[datetime]:
    """The times of messages, in order."""
    return sorted(datetime.strptime(row[name], "%Y-%m-%dT%H:%M:%S.%f%z") for row in rows)


@TROUBLE
def test_no_one_sends_eleven_texts_in_any_minute(crowd: Crowd, trouble: float):
    # given: a clock on which five seconds are three minutes; the provider says nothing, so each row keeps its time
    seen = crowd.click(speed=36, seconds=5, answer="says nothing", trouble=trouble)

    # then
    allowed = moments(crowd.messages(), "due_at")
    assert all(
        later - earlier > timedelta(seconds=59.999) for earlier, later in zip(allowed, allowed[10:], strict=False)
    )
    assert 11 <= len(allowed) <= 40, "the window opens again"
    recorded = {row["sk"].partition("#")[2] for row in crowd.messages()}
    assert set(ids(seen, "sent")) <= recorded
    # Written, but the answer was lost and so were those of all retries: told as busy, and never handed over.
    assert len(recorded) - len(ids(seen, "sent")) <= outcomes(seen)["overloaded"]
    assert set(outcomes(seen)) <= {"sent", "rate_limited", "overloaded"}
    assert outcomes(seen)["rate_limited"] > EVERYONE / 3


def test_of_a_burst_ten_go_and_the_others_are_told_of_the_limit(crowd: Crowd):
    # given: an attempt keeps all others of its process out for a tenth of a second
    seen = crowd.click(threads=25, clicks=1, contention=0.12)

    # then
    assert outcomes(seen) == {"sent": 10, "rate_limited": PROCESSES * 25 - 10}
    assert len(crowd.messages()) == 10


@TROUBLE
def test_everybody_clicking_at_once_is_one_message(crowd: Crowd, trouble: float):
    first = crowd.click(body="Hello", clicks=1, trouble=trouble)

    assert outcomes(first)["sent"] == 1
    assert set(outcomes(first)) <= {"sent", "repeated", "overloaded"}
    assert set(ids(first, "repeated")) <= set(ids(first, "sent"))
    assert len(crowd.messages()) == 1
    if not trouble:
        assert outcomes(first)["repeated"] == EVERYONE - 1


@TROUBLE
def test_an_endless_double_click_sends_every_two_seconds_at_most(crowd: Crowd, trouble: float):
    seen = crowd.click(body="Hello", seconds=8, trouble=trouble)

    sent = moments(crowd.messages(), "created_at")
    assert all(later - earlier >= timedelta(seconds=1.999) for earlier, later in pairwise(sent))
    assert 2 <= len(sent) <= 5, f"a click after 2.1 seconds goes: {outcomes(seen)}"
    assert len(ids(seen, "sent")) <= len(sent)


def test_while_the_outcome_is_unknown_there_is_one_message_only(crowd: Crowd):
    seen = crowd.click(body="Hello", seconds=3, answer="says nothing")

    assert len(crowd.messages()) == 1
    assert set(ids(seen, "repeated")) == set(ids(seen, "sent"))


def test_after_a_definite_failure_the_next_click_is_a_new_try(crowd: Crowd):
    crowd.click(body="Hello", clicks=1, threads=1, answer="declines")
    failed = [row["status"] for row in crowd.messages()]

    again = crowd.click(body="Hello", clicks=1, threads=1)

    assert set(failed) == {"failed"}
    assert outcomes(again)["sent"] == 1
    assert [row["status"] for row in crowd.messages()].count("sent") == 1
