"""The time, as services ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Clock(Protocol):
    """The time now, and waiting."""

    def now(self) -> datetime: ...

    def sleep(self, seconds: float) -> None: ...
