"""Secondary indexes that are behind their tables, as DynamoDB's may be."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.fakes import InMemoryTables
from tests.fakes.tables import Indexes

if TYPE_CHECKING:
    from tests.simulation.stage import Stage
    from tests.simulation.trouble import Trouble

LAG = 2.0
STALE = "an index read as it was up to 2 s ago"


@dataclass(slots=True)
class LaggingTables(InMemoryTables):
    """Tables whose indexes now and then show what was there up to two seconds ago."""

    stage: "Stage" = field(kw_only=True)
    trouble: "Trouble" = field(kw_only=True)
    _earlier: list[tuple[float, Indexes]] = field(default_factory=list)

    def remember(self) -> None:
        """Keep what the indexes show after a step."""
        now = InMemoryTables.indexes(self)
        self._earlier = [kept for kept in self._earlier if kept[0] > self.stage.time - LAG]
        self._earlier.append((self.stage.time, replace(now, due_at=dict(now.due_at), heads=dict(now.heads))))

    def indexes(self) -> Indexes:
        if self.trouble.over or not self._earlier or self.stage.dice.random() < 0.5:
            return InMemoryTables.indexes(self)
        self.stage.counts[STALE] += 1
        return self.stage.dice.choice(self._earlier)[1]
