"""What is to happen when: a durable to-do list, worked off in real time, taken up again after a restart."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from local.twilio.store import now

Payload = Mapping[str, object]
Task = Callable[[Payload], Awaitable[None]]

MOST_AT_ONCE = 64
DUE = """
SELECT * FROM agenda AS entry WHERE due <= ?
AND NOT EXISTS (SELECT 1 FROM agenda AS earlier WHERE earlier.lane = entry.lane AND earlier.id < entry.id)
ORDER BY due, id
"""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Agenda:
    """Entries of one lane happen one after the other, lanes beside each other. An entry goes once it is done."""

    db: sqlite3.Connection
    tasks: dict[str, Task] = field(default_factory=dict)
    _awake: asyncio.Event = field(default_factory=asyncio.Event)
    _running: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def put(self, task: str, payload: Payload, *, lane: str, delay: float = 0.0) -> None:
        """Let something happen after `delay` seconds, and after what its lane holds already."""
        self.db.execute(
            "INSERT INTO agenda (due, task, lane, payload) VALUES (?, ?, ?, ?)",
            (now() + delay, task, lane, json.dumps(payload)),
        )
        self._awake.set()

    def holds(self, lane: str) -> bool:
        """Whether something in a lane is still to be done."""
        return self.db.execute("SELECT 1 FROM agenda WHERE lane = ? LIMIT 1", (lane,)).fetchone() is not None

    def is_empty(self) -> bool:
        """Whether nothing is left to be done."""
        return self.db.execute("SELECT 1 FROM agenda LIMIT 1").fetchone() is None

    async def work(self) -> None:
        """Work the list off, for ever."""
        while True:
            self._awake.clear()
            pause = self._start_what_is_due()
            try:
                await asyncio.wait_for(self._awake.wait(), pause)
            except TimeoutError:
                continue

    def _start_what_is_due(self) -> float | None:
        """Start the first entry of each idle lane that is due; how long until the next one is."""
        at = now()
        for row in self.db.execute(DUE, (at,)).fetchall():
            if len(self._running) >= MOST_AT_ONCE:
                return None
            if row["lane"] not in self._running:
                self._running[row["lane"]] = asyncio.create_task(self._do(row))
        soonest = self.db.execute("SELECT MIN(due) FROM agenda WHERE due > ?", (at,)).fetchone()[0]
        return None if soonest is None else max(0.0, soonest - now())

    async def _do(self, row: sqlite3.Row) -> None:
        try:
            await self.tasks[row["task"]](json.loads(row["payload"]))
        except Exception:  # a defect in one entry must not stop the others
            log.exception("%s failed", row["task"])
        finally:
            if not asyncio.current_task().cancelling():  # type: ignore[union-attr]  # always within a task
                self.db.execute("DELETE FROM agenda WHERE id = ?", (row["id"],))
            del self._running[row["lane"]]
            self._awake.set()

    async def stop(self) -> None:
        """Drop what is running; it stays on the list for the next start."""
        for task in list(self._running.values()):
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
