"""Streams and queues: what follows from a change is done in the end; late, twice, and in any order."""

from collections.abc import Sequence
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

from leadline.domain.errors import Overloaded
from leadline.domain.ports.imports import ImportPart
from leadline.domain.ports.leads import Subject
from leadline.domain.ports.numbers import NumberCheck
from leadline.domain.texting.provider import Busy, Unknown
from leadline.services.numbers import lookups
from tests.simulation.cast import Process, Stream
from tests.simulation.stage import Stage

if TYPE_CHECKING:
    from tests.simulation.world import World

Wanted = Subject | NumberCheck | ImportPart
SHORTEST_WAIT, LONGEST_WAIT = 5.0, 60.0
WORK_SECONDS = 60.0
DOUBLED, RETURNED = "a queue's message, delivered twice", "a queue's message, back after it wasn't done"
# A part of an import takes long, and would else hardly be read by two at once.
TWICE: dict[type[Wanted], float] = {Subject: 0.15, NumberCheck: 0.15, ImportPart: 0.5}
WORKERS: dict[type[Wanted], str] = {Subject: "follows", NumberCheck: "looks up", ImportPart: "imports"}


class Post:
    """All queues, and the streams that fill them."""

    def __init__(self, world: "World", stream: Stream) -> None:
        self._world = world
        self._stream = stream

    def dispatch(self) -> None:
        """Put into the queues what follows from the last write, if anybody follows in this history."""
        if self._world.follows:
            self.put(self._stream.news())

    def put(self, wanted: Sequence[Wanted]) -> None:
        for each in wanted:
            for after in self._deliveries(twice=TWICE[type(each)]):
                self._deliver(each, after, received=1)

    def hold(self, queue_arn: str, receipt: str, *, seconds: int) -> None:
        raise NotImplementedError

    def _deliveries(self, twice: float) -> list[float]:
        dice = self._world.dice
        if self._world.trouble.over:
            return [dice.random()]
        longest, times = dice.choice((0.1, 0.1, 2.0, 20.0, 90.0)), 1 + (dice.random() < twice)
        self._world.stage.counts[DOUBLED] += times - 1
        return [dice.uniform(0, longest) for _ in range(times)]

    def _deliver(self, wanted: Wanted, after: float, received: int) -> None:
        """Let a worker take a message; where it doesn't get it done, the message comes back after a longer wait."""

        def again() -> None:
            self._world.stage.counts[RETURNED] += 1
            wait = min(SHORTEST_WAIT * 2 ** (received - 1), LONGEST_WAIT)
            self._deliver(wanted, self._world.dice.uniform(wait / 2, wait), received + 1)

        def work(process: Process) -> None:
            try:
                self._world.stage.note("is done", wanted, self._work(wanted, process))
            except (Busy, Unknown):
                raise Overloaded from None

        self._world.run(WORKERS[type(wanted)], work, after, again, limit=WORK_SECONDS)

    def _work(self, wanted: Wanted, process: Process) -> object:
        parts = self._world.parts
        match wanted:
            case Subject():
                parts.follow(wanted, book=process.book, index=process.index, people=process.people)
                return None
            case NumberCheck():
                return lookups.check(
                    wanted,
                    accounts=process.accounts,
                    numbers=process.numbers,
                    lookup=process.lookup,
                    clock=process.clock,
                )
            case ImportPart():
                return parts.take_in(
                    wanted,
                    accounts=process.accounts,
                    imports=process.imports,
                    files=process.files,
                    book=process.book,
                    opt_outs=process.opt_outs,
                    queues=process.queues,
                    writers=InTurn(self._world.stage, self._world.slowness),
                    clock=process.clock,
                )


class InTurn(Executor):
    """Writers that write one after the other, each as slowly as the tables are."""

    def __init__(self, stage: Stage, slowness: float) -> None:
        self._stage = stage
        self._slowness = slowness

    def submit(self, write: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self._stage.pause(self._slowness * self._stage.dice.random())
        future: Future[Any] = Future()
        try:
            future.set_result(write(*args, **kwargs))
        except Exception as trouble:  # noqa: BLE001 - it is raised where the result is asked for
            future.set_exception(trouble)
        return future
