"""Tells the open pages that something has changed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Bell:
    """Each listener hears each ring once, however slow it is; rings between two looks are one."""

    _listeners: set[asyncio.Event] = field(default_factory=set)

    def ring(self) -> None:
        """Something has changed."""
        for listener in self._listeners:
            listener.set()

    async def rings(self) -> AsyncIterator[None]:
        """One item now, and one after each change."""
        listener = asyncio.Event()
        self._listeners.add(listener)
        try:
            while True:
                yield
                await listener.wait()
                listener.clear()
        finally:
            self._listeners.discard(listener)
