"""What became of a call: what it returned, or how it was refused."""

from collections.abc import Callable
from typing import TypeVar

from leadline.domain.errors import Refusal

T = TypeVar("T")


def outcome(call: Callable[[], T]) -> T | Refusal:
    """Return a call's result or its refusal; any other exception is raised."""
    try:
        return call()
    except Refusal as refusal:
        return refusal
