"""An index whose partition is cut into shards: written by the row, read side by side, newest first."""

from __future__ import annotations

import heapq
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
_readers = ThreadPoolExecutor(5, thread_name_prefix="shard")


def shard_of(thread_id: str, shards: int) -> int:
    return int(sha256(thread_id.encode()).hexdigest(), 16) % shards


def beside(read: Callable[[], T]) -> Future[T]:
    """Read something else while the shards are read."""
    return _readers.submit(read)


def newest_first(
    read: Callable[[int], Sequence[T]], order: Callable[[T], str], *, shards: int, each: int
) -> tuple[Sequence[T], str | None]:
    """Read up to `each` rows of every shard; return those that none can be missing between, and the order to go on from.

    A shard that gave all that was asked may have more right after its last row, so what others have beyond it waits.
    """
    found = list(_readers.map(read, range(shards)))
    frontier = max((order(rows[-1]) for rows in found if len(rows) == each), default=None)
    merged = heapq.merge(*found, key=order, reverse=True)
    return [row for row in merged if frontier is None or order(row) >= frontier], frontier
