"""A clock that stands still."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(slots=True)
class StoppedClock:
    """Time passes only where someone waits; what `events` holds happens on the way."""

    time: datetime = NOON
    events: list[tuple[datetime, Callable[[], object]]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.pass_time(timedelta(seconds=seconds))

    def pass_time(self, span: timedelta) -> None:
        """Let some time go by."""
        self.time += span
        for at, happen in [event for event in self.events if event[0] <= self.time]:
            self.events.remove((at, happen))
            happen()

    def at(self, after: timedelta, happen: Callable[[], object]) -> None:
        """Plan what happens once `after` has gone by."""
        self.events.append((self.time + after, happen))
