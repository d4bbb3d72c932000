"""The simulator's parts, put together once and handed to whatever needs them."""

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request

from local.twilio.account import Account
from local.twilio.agenda import Agenda
from local.twilio.bell import Bell
from local.twilio.courier import Courier

USUAL_STEP = 0.7


@dataclass(frozen=True, slots=True)
class Switchboard:
    """`base_url` is where the simulator itself is reached; `go_offline` refuses connections for some seconds."""

    account: Account
    base_url: str
    db: sqlite3.Connection
    agenda: Agenda
    bell: Bell
    courier: Courier
    go_offline: Callable[[float], Awaitable[None]]

    def step(self) -> float:
        """Seconds between two states of an outbound message."""
        row = self.db.execute("SELECT value FROM settings WHERE name = 'stepDelay'").fetchone()
        return USUAL_STEP if row is None else float(row["value"])

    def set_step(self, seconds: float) -> None:
        """Choose how fast messages travel."""
        self.db.execute("INSERT OR REPLACE INTO settings VALUES ('stepDelay', ?)", (seconds,))


def of(request: Request) -> Switchboard:
    """The switchboard that answers this request."""
    board: Switchboard = request.app.state.switchboard
    return board
