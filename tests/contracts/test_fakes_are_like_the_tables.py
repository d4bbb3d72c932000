"""The fakes say what the tables say, whatever happens to both: so what the simulation proves holds of the real ones."""

from collections import Counter
from random import Random

from tests.contracts.conftest import empty_tables, in_dynamo, in_memory
from tests.contracts.happenings import Happenings

HISTORIES, HAPPENINGS = 8, 45
COVERED = {
    "attempt: None", "attempt: by key", "attempt: open click", "attempt: closed click", "attempt: Conflict",
    "attempt: NotFound", "attempt: OptedOut", "attempt: RateLimited", "attempt: Landline", "check: None",
    "settle: sent", "settle: delivered", "settle: failed", "fail: failed", "fail: delivered",
    "report: True", "report: False", "receive: stored", "receive: seen before", "receive: Contested",
    "receive, judged: stored", "mark read: True", "mark read: False", "clear: None",
}  # fmt: skip


def test_the_same_things_happen_in_memory_and_in_dynamodb():
    told: Counter[str] = Counter()
    for seed in range(HISTORIES):
        with empty_tables():
            happenings = Happenings(Random(seed), (in_memory(), in_dynamo()))
            for _ in range(HAPPENINGS):
                happenings.happen()
            happenings.look()
            told += happenings.told

    assert COVERED - told.keys() == set(), "the histories are too tame to prove anything about these"
