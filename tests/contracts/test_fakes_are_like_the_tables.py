"""The fakes say what the tables say, whatever happens to both: so what the simulation proves holds of the real ones."""

from collections import Counter
from random import Random

import pytest

from tests.contracts.conftest import empty_tables, in_dynamo, in_memory
from tests.contracts.database_happenings import DatabaseHappenings
from tests.contracts.happenings import Happenings

HISTORIES, HAPPENINGS = 8, 45
COVERED = {
    "attempt: None", "attempt: by key", "attempt: open click", "attempt: closed click", "attempt: Conflict",
    "attempt: NotFound", "attempt: OptedOut", "attempt: RateLimited", "attempt: Landline", "check: None",
    "settle: sent", "settle: delivered", "settle: failed", "fail: failed", "fail: delivered",
    "report: True", "report: False", "receive: stored", "receive: seen before", "receive: Contested",
    "receive, judged: stored", "mark read: True", "mark read: False", "clear: None",
}  # fmt: skip


COVERED_OF_THE_DATABASE = {
    "add: True", "add: False", "change: True", "change: False", "remove: True", "remove: False", "follow: None",
    "enter: True", "enter: False", "enter: NotFound", "lift: None", "lift: CannotBeLifted", "claim: True", "claim: False",
    "learn: None", "release: None", "attempt: Blocked", "unblock: None", "unblock: NotFound", "unblock: Conflict",
    "start: True", "start: False", "record part: True", "record part: False", "dispatch: True",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "covered"),
    [(Happenings, COVERED), (DatabaseHappenings, COVERED_OF_THE_DATABASE)],
    ids=["texts", "database"],
)
def test_the_same_things_happen_in_memory_and_in_dynamodb(kind: type[Happenings], covered: set[str]):
    told: Counter[str] = Counter()
    for seed in range(HISTORIES):
        with empty_tables():
            happenings = kind(Random(seed), (in_memory(), in_dynamo()))
            for _ in range(HAPPENINGS):
                happenings.happen()
            happenings.look()
            told += happenings.told

    assert covered - told.keys() == set(), "the histories are too tame to prove anything about these"
