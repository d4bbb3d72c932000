"""A process's start, and how a call may end: what its first call loads stays, and what it raises says nothing."""

from __future__ import annotations

import gc
import traceback
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# Its usual 2,000 new objects are made some hundred times by a start, and hardly one of them is garbage.
gc.set_threshold(100_000)


class Ended(Exception):
    """What Lambda is told of a call that failed: it prints the text of whatever a handler raises."""


def keep_what_it_loads(handler: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Return the handler; what exists after its first call is looked through no more.

    What it raises is raised by its kind and place alone, for its own text may hold a phone number or a message.
    """
    started = False

    def lambda_handler(event: Any, context: Any) -> Any:
        nonlocal started
        try:
            answer = handler(event, context)
        except Exception as fault:  # noqa: BLE001 - the outermost frame: raised again, so that Lambda counts an error.
            raise Ended(_told(fault)) from None
        if not started:
            gc.freeze()
            started = True
        return answer

    return lambda_handler


def _told(fault: Exception) -> str:
    place = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} at {place.filename}:{place.lineno} {place.name}"
