"""What must hold after every step, whatever went wrong."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any, Protocol

from leadline.domain.opt_outs.opt_out import OptOutState
from leadline.domain.texting.message import Direction, Message, Status
from leadline.domain.texting.provider import Report
from leadline.domain.texting.thread import Thread
from tests.simulation.provider import FILTERED, Provider
from tests.simulation.stage import Stage

DOUBLE_CLICK = timedelta(seconds=2)
RATE, WINDOW = 10, 60.0
# Two processes' clocks are at most this far apart.
SKEW = 2.0


class Violation(AssertionError):
    """An invariant that did not hold."""


class View(Protocol):
    """The tables, as the referee looks at them."""

    @property
    def messages(self) -> Mapping[str, Message]: ...

    @property
    def heads(self) -> Mapping[tuple[str, str], Thread]: ...

    @property
    def opt_outs(self) -> Mapping[tuple[str, str], OptOutState]: ...

    @property
    def unblocked_at(self) -> Mapping[tuple[str, str], datetime]: ...


@dataclass(slots=True)
class Referee:
    """Watches the tables and the provider, and knows the order in which things took effect."""

    stage: Stage
    view: View
    provider: Provider
    arrived: dict[str, float] = field(default_factory=dict)
    _messages: dict[str, Message] = field(default_factory=dict)
    _recorded_at: dict[str, tuple[int, float]] = field(default_factory=dict)
    _words: dict[tuple[str, str], list[tuple[int, bool]]] = field(default_factory=lambda: defaultdict(list))
    _blocks: dict[tuple[str, str], list[tuple[int, bool]]] = field(default_factory=lambda: defaultdict(list))
    _unread: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    _created: set[str] = field(default_factory=set)
    _clicked_at: dict[str, datetime] = field(default_factory=dict)

    def look(self, method: str, args: tuple[Any, ...]) -> None:
        """Compare the tables with what they were before the last step, which was a call of `method`."""
        for key, state in self.view.opt_outs.items():
            words = self._words[key]
            if not words or words[-1][1] is not state.opted_out:
                words.append((self.stage.step, state.opted_out))
        self._look_at_messages()
        for key, head in self.view.heads.items():
            if head.unread_count != self._unread[key]:
                raise Violation(f"{head.unread_count} unread are counted where {self._unread[key]} are")
            blocks = self._blocks[key]
            if bool(head.blocked_at) is not bool(blocks and blocks[-1][1]):
                blocks.append((self.stage.step, bool(head.blocked_at)))
                self._check_block(head, method)
        if method == "record" and isinstance(args[-1], Report) and args[-1].reason == FILTERED:
            firm_id, thread_id, *_ = args
            if self._is_filtered(firm_id, thread_id) and not self.view.heads[firm_id, thread_id].blocked_at:
                raise Violation("a number isn't blocked, and carriers filtered three messages to it in a row")

    def _look_at_messages(self) -> None:
        for id_, message in self.view.messages.items():
            before = self._messages.get(id_)
            if before is message:
                continue
            self._messages[id_] = message
            if before is None:
                self._recorded(message)
            elif before.status is not message.status:
                self._moved(before, message)
        if len(self._messages) != len(self.view.messages):
            raise Violation("a message that was recorded is gone")

    def _check_block(self, head: Thread, method: str) -> None:
        if head.blocked_at and not self._is_filtered(head.firm_id, head.id):
            raise Violation("a number is blocked, and carriers didn't filter three messages to it in a row")
        if not head.blocked_at and method not in ("lift", "record"):
            raise Violation("a number isn't blocked any more, and neither an admin nor the lead has lifted that")

    def _is_filtered(self, firm_id: str, thread_id: str) -> bool:
        """Whether the last three messages that came to something were filtered, and not before an admin said otherwise."""
        since = self.view.unblocked_at.get((firm_id, thread_id))
        own = [m for m in self.view.messages.values() if (m.firm_id, m.thread_id) == (firm_id, thread_id)]
        row = takewhile(
            lambda m: (
                not (
                    m.direction is Direction.INBOUND
                    or m.status is Status.DELIVERED
                    or (since is not None and m.created_at <= since)
                )
            ),
            sorted(own, key=lambda m: m.id, reverse=True),
        )
        return sum(m.reason == FILTERED for m in row) >= 3

    def marked_read(self, firm_id: str, thread_id: str, message_id: str) -> None:
        """Somebody has seen a thread up to a message; only what came in after it is unread still."""
        key = firm_id, thread_id
        inbound = [
            m.id
            for m in self._messages.values()
            if (m.firm_id, m.thread_id) == key and m.direction is Direction.INBOUND
        ]
        if max(inbound, default="") <= message_id:
            self._unread[key] = 0

    def _recorded(self, message: Message) -> None:
        self._recorded_at[message.id] = self.stage.step, self.stage.time
        others = [other for other in self._messages.values() if other.id != message.id]
        if message.direction is Direction.INBOUND:
            self._unread[message.firm_id, message.thread_id] += 1
            self.arrived[str(message.provider_id)] = self.stage.time
            if message.provider_id in self.provider.foreign:
                raise Violation("a text of another account speaks for a line")
            if "\0" in message.body:
                raise Violation("a NUL was kept")
            if any((other.firm_id, other.provider_id) == (message.firm_id, message.provider_id) for other in others):
                raise Violation("a text that came in was stored twice")
            return
        actor = self.stage.actor
        self._clicked_at[message.id] = (actor and actor.clicked_at) or message.created_at
        own = [other for other in others if (other.firm_id, other.user_id) == (message.firm_id, message.user_id)]
        self._check_clicks(message, own)
        self._check_rate(message, own)

    def _check_clicks(self, message: Message, own: list[Message]) -> None:
        for other in own:
            same = (other.thread_id, other.body) == (message.thread_id, message.body)
            if same and other.status is Status.SENDING:
                raise Violation("an identical message was recorded while the first one's outcome was unknown")
            if other.status is Status.FAILED:
                continue
            if same and abs(self._clicked_at[message.id] - self._clicked_at[other.id]) < DOUBLE_CLICK:
                raise Violation("a double click was recorded as a second message")
            if message.idempotency_key and other.idempotency_key == message.idempotency_key:
                raise Violation("one Idempotency-Key made two messages")

    def _check_rate(self, message: Message, own: list[Message]) -> None:
        times = [self._recorded_at[other.id][1] for other in own if other.direction is Direction.OUTBOUND]
        recent = sum(time > self.stage.time - WINDOW + SKEW for time in times)
        if recent >= RATE:
            raise Violation(f"{recent + 1} messages of one user within a minute")

    def _moved(self, before: Message, now: Message) -> None:
        if before.status not in now.status.earlier:
            raise Violation(f"a message moved from {before.status.value} back to {now.status.value}")

    def creating(self, message: Message) -> None:
        """The provider is asked to send a message."""
        if message.id not in self._messages:
            raise Violation("a message was handed over before it was recorded")
        words = self._words[message.firm_id, message.address]
        if _stood(words, self._recorded_at[message.id][0]):
            raise Violation("a message was recorded after a STOP, and handed over")
        if _stood(self._blocks[message.firm_id, message.thread_id], self._recorded_at[message.id][0]):
            raise Violation("a message was recorded while its number was blocked, and handed over")
        actor = self.stage.actor
        if message.id in self._created and actor and _stood_since(words, actor.woke):
            raise Violation("a message was handed over again after a STOP")
        self._created.add(message.id)

    def accepted(self) -> None:
        """The provider took a message."""
        taken = [row.message.id for row in self.provider.rows]
        if len(set(taken)) != len(taken):
            raise Violation("the provider has taken one message twice")


def _stood_since(words: list[tuple[int, bool]], step: int) -> bool:
    """Whether someone was opted out at a step, and ever since: a YES in between may have been seen."""
    return _stood(words, step) and all(opted_out for at, opted_out in words if at > step)


def _stood(words: list[tuple[int, bool]], step: int) -> bool:
    """Whether someone was opted out at a step."""
    return next((opted_out for at, opted_out in reversed(words) if at <= step), False)
