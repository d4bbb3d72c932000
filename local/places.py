"""The places for calls at the API's door: who finds none free waits for a moment, in the order of arrival."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from local import capacity


class NoPlace(Exception):
    """No place became free in time."""


class Places:
    """At most `all_together` calls at once, and at most `of_one_kind` of one kind."""

    def __init__(
        self,
        all_together: int = capacity.AT_THE_DOOR,
        of_one_kind: int = capacity.OF_ONE_KIND,
        *,
        longest_wait: float = capacity.LONGEST_WAIT_SECONDS,
    ) -> None:
        self._all = asyncio.Semaphore(all_together)
        self._kinds: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(of_one_kind))
        self._longest_wait = longest_wait

    @asynccontextmanager
    async def one(self, kind: str) -> AsyncIterator[None]:
        """A place for as long as the block runs; raises NoPlace where none becomes free in time.

        The kind's place comes first, so those who wait behind many of their own kind stand in nobody else's way.
        """
        try:
            async with asyncio.timeout(self._longest_wait) as waiting, self._kinds[kind], self._all:
                waiting.reschedule(None)
                yield
        except TimeoutError:
            if not waiting.expired():
                raise
            raise NoPlace from None
