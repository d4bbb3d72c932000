"""A stage on which exactly one actor moves at a time, in an order and at times that a seed decides."""

import heapq
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from tests.fakes import NOON

Note = tuple[float, str, str, tuple[object, ...]]
FOR_EVER = float("inf")


class Crash(BaseException):
    """The end of a process: at once, without a word to anyone."""


@dataclass(slots=True, eq=False)
class Actor:
    """A process; it moves only while the thread that it was given holds the baton."""

    name: str
    job: Callable[[], object]
    enters_at: float
    ends_at: float
    player: "Player | None" = None
    doomed: bool = False
    fault: BaseException | None = None
    woke: int = 0
    clicked_at: datetime | None = None


@dataclass(slots=True, eq=False)
class Player:
    """A thread that plays one actor after another."""

    play: Callable[[Actor], None]
    baton: threading.Lock = field(default_factory=threading.Lock)
    actor: Actor | None = None

    def __post_init__(self) -> None:
        self.baton.acquire()
        threading.Thread(target=self._live, daemon=True).start()

    def _live(self) -> None:
        self.baton.acquire()
        while self.actor:
            self.play(self.actor)
            self.baton.acquire()


@dataclass(slots=True)
class Stage:
    """True time in seconds, what is to happen, and what has happened."""

    dice: Random
    time: float = 0.0
    step: int = 0
    notes: list[Note] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    actor: Actor | None = None
    _agenda: list[tuple[float, int, Actor | Callable[[], object]]] = field(default_factory=list)
    _until: float = 0.0
    _order: "count[int]" = field(default_factory=count)
    _floor: threading.Lock = field(default_factory=threading.Lock)
    _idle: list[Player] = field(default_factory=list)
    _given: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._floor.acquire()

    def at(self, after: float, happen: Callable[[], object]) -> None:
        """Plan something that takes no time."""
        heapq.heappush(self._agenda, (self.time + after, next(self._order), happen))

    def enter(self, name: str, job: Callable[[], object], *, after: float = 0.0, limit: float = FOR_EVER) -> None:
        """Plan a process; after `limit` seconds it is killed wherever it is, as Lambda does."""
        actor = Actor(name, job, self.time + after, self.time + after + limit)
        heapq.heappush(self._agenda, (self.time + after, next(self._order), actor))

    def play(self, until: float) -> None:
        """Let everything happen that is planned up to a time."""
        self._until = until
        while self._agenda and self._agenda[0][0] <= until:
            time, _, item = heapq.heappop(self._agenda)
            self.time = max(self.time, time)
            if isinstance(item, Actor):
                self._resume(item)
            else:
                item()
        self.time = max(self.time, until)

    def clear(self) -> None:
        """End every actor and every thread."""
        while self._agenda:
            _, _, item = heapq.heappop(self._agenda)
            if isinstance(item, Actor) and item.player:
                item.doomed = True
                self._pass_baton(item)
        for player in self._idle:
            player.actor = None
            player.baton.release()
        self._idle.clear()

    def pause(self, seconds: float) -> None:
        """Let time go by for the actor that moves; others move meanwhile."""
        actor = self.actor
        assert actor, "only actors wait"
        assert actor.player
        wake_at = self.time + seconds
        if wake_at >= actor.ends_at:
            wake_at, actor.doomed = actor.ends_at, True
        if wake_at <= self._until and not (self._agenda and self._agenda[0][0] <= wake_at):
            self.time = wake_at  # nobody else moves meanwhile
        else:
            heapq.heappush(self._agenda, (wake_at, next(self._order), actor))
            self._floor.release()
            actor.player.baton.acquire()
        if actor.doomed:
            raise Crash("killed: its time was over")

    def note(self, text: str, *about: object) -> None:
        """Keep a line of the history; what it is `about` is put into words only if somebody reads it."""
        self.notes.append((self.time, self.actor.name if self.actor else "", text, about))

    def _resume(self, actor: Actor) -> None:
        self._pass_baton(actor)
        if actor.fault:
            raise actor.fault

    def _pass_baton(self, actor: Actor) -> None:
        self.actor = actor
        if actor.player is None:
            actor.player = self._idle.pop() if self._idle else Player(self._play)
            actor.player.actor = actor
        actor.player.baton.release()
        self._floor.acquire()
        self.actor = None

    def _play(self, actor: Actor) -> None:
        try:
            actor.job()
        except Crash as crash:
            self.note(f"dies ({crash})")
        except BaseException as fault:  # noqa: BLE001 - whatever it is, it is raised again where the stage is played
            actor.fault = fault
        finally:
            assert actor.player
            self._idle.append(actor.player)
            self._floor.release()

    def unused_millisecond(self, milliseconds: int) -> int:
        """Return the next millisecond that nobody was told yet, so that no order hangs on an id's random bits."""
        while milliseconds in self._given:
            milliseconds += 1
        self._given.add(milliseconds)
        return milliseconds


@dataclass(slots=True)
class SkewedClock:
    """A process's own clock."""

    stage: Stage
    skew: float

    def now(self) -> datetime:
        milliseconds = self.stage.unused_millisecond(round((self.stage.time + self.skew) * 1000))
        return NOON + timedelta(milliseconds=milliseconds)

    def sleep(self, seconds: float) -> None:
        self.stage.pause(seconds)
        if self.stage.actor:
            self.stage.actor.woke = self.stage.step


def true_time(stage: Stage) -> datetime:
    """What an ideal clock shows."""
    return NOON + timedelta(seconds=stage.time)
