"""A port as one process reaches it: each call takes time, and may go wrong before or after it took effect."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from leadline.domain.errors import Overloaded
from tests.simulation.stage import Crash, Stage
from tests.simulation.trouble import Fault, Trouble

Port = TypeVar("Port")
PATIENCE = 4.0
READS = frozenset(
    {
        "firm", "line_of", "lines_to_sweep", "lead", "opted_out", "message", "due", "recent", "unseen", "page",
        "conversation", "leads", "of_phone", "standing", "threads", "version", "find", "facts", "one", "newest", "beginning",
        "chunks", "history", "names",
    }
)  # fmt: skip
ROUTINE = frozenset({"mark_swept"})


@dataclass(frozen=True, slots=True)
class Reached:
    """Stands before a port, for a process of its own `pace`; `effect` is told of every call that took effect."""

    port: object
    stage: Stage
    trouble: Trouble
    effect: Callable[[str, tuple[Any, ...]], None]
    pace: float

    def __getattr__(self, method: str) -> Callable[..., Any]:
        call = getattr(self.port, method)

        def reach(*args: Any, **kwargs: Any) -> Any:
            fault = self.trouble.of_table()
            self.stage.pause(self._travel(fault))
            if fault is Fault.CRASH_BEFORE:
                raise Crash(f"before {method}")
            if fault is Fault.NOT_APPLIED:
                self._give_up(method)
            answer = self._take_effect(method, call, args, kwargs)
            if fault is Fault.CRASH_AFTER:
                raise Crash(f"after {method}")
            if fault is Fault.LOST_ANSWER:
                self._give_up(method)
            self.stage.pause(self._travel(None))
            return answer

        return reach

    def _take_effect(self, method: str, call: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self.stage.step += 1
        try:
            answer = call(*args, **kwargs)
        except Exception as refusal:
            self.stage.note(f"{method}: {type(refusal).__name__}", *args)
            raise
        if method not in READS:
            if method not in ROUTINE:
                self.stage.note(method, *args, answer)
            self.effect(method, args)
        return answer

    def _give_up(self, method: str) -> None:
        self.stage.note(f"{method}: no answer for {PATIENCE:.0f} s")
        self.stage.pause(PATIENCE)
        raise Overloaded

    def _travel(self, fault: Fault | None) -> float:
        dice = self.stage.dice
        if fault is Fault.SLOW:
            return dice.uniform(0, PATIENCE)
        return self.pace * dice.choice((0.0005, 0.005, 0.05)) * dice.random()


def reached(
    port: Port, *, stage: Stage, trouble: Trouble, effect: Callable[[str, tuple[Any, ...]], None], pace: float
) -> Port:
    """Return `port` as a process reaches it."""
    return cast("Port", Reached(port, stage, trouble, effect, pace))
