"""What may go wrong with a call, and how often."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from tests.simulation.stage import Stage

Kind = TypeVar("Kind", bound=Enum)


class Fault(Enum):
    """What happens to one call of the tables."""

    CRASH_BEFORE = "crash before a write"
    CRASH_AFTER = "crash after a write"
    SLOW = "conflicts and throttling, overcome"
    NOT_APPLIED = "throttled until patience ended"
    LOST_ANSWER = "applied, but the answer was lost for good"


class Mishap(Enum):
    """What happens to one request to the provider."""

    CRASH_BEFORE = "crash before a request"
    CRASH_AFTER = "crash after a request"
    TOO_MANY = "429"
    UNREACHABLE = "connection refused"
    ERROR = "5xx, not accepted"
    ERROR_ACCEPTED = "5xx, accepted"
    LOST_BEFORE = "lost before acceptance"
    LOST_AFTER = "lost after acceptance"
    LATE = "accepted after we gave up"
    SLOW = "slow answer"
    REFUSED = "refused"


@dataclass(slots=True)
class Trouble:
    """How likely each call goes wrong; `over` ends it for good."""

    stage: Stage
    tables: float
    provider: float
    over: bool = False

    def of_table(self) -> Fault | None:
        return self._drawn(self.tables, Fault)

    def of_provider(self) -> Mishap | None:
        return self._drawn(self.provider, Mishap)

    def _drawn(self, odds: float, kinds: type[Kind]) -> Kind | None:
        if self.over or self.stage.dice.random() >= odds:
            return None
        fault = self.stage.dice.choice(list(kinds))
        self.stage.counts[fault.value] += 1
        return fault
