"""Outbound messages in memory, and the guards before them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from leadline.domain.errors import Blocked, Conflict, NotFound, OptedOut, RateLimited, number_refusal
from leadline.domain.ports.clock import Clock
from leadline.domain.ports.texting import Duplicate
from leadline.domain.texting.message import Message, Reason, Status
from leadline.domain.texting.provider import Report
from leadline.domain.texting.thread import Thread
from tests.fakes.tables import IDEMPOTENCY, Click, InMemoryTables, Key, moved_up

RATE_WINDOW = timedelta(seconds=60)
DOUBLE_CLICK = timedelta(seconds=2)
CHECK_AFTER = timedelta(seconds=60)


@dataclass(slots=True)
class InMemorySends:
    """Sends as they are kept; every method that writes does so at once or not at all."""

    clock: Clock
    tables: InMemoryTables = field(default_factory=InMemoryTables)

    def record_attempt(
        self, message: Message, *, name: str | None, must_exist: bool, retry_until: datetime
    ) -> Duplicate | None:
        now = max(self.clock.now(), message.created_at)
        if message.id in self.tables.messages:
            return None
        if earlier := self._refuse(message, now, must_exist=must_exist):
            if message.idempotency_key and not earlier.by_idempotency_key:
                self._keep_key(message, earlier.message_id, now)
            return earlier
        self._count(message, now)
        self.tables.clicks[_request(message)] = Click(message.id, message.created_at)
        self._keep_key(message, message.id, now)
        self.tables.messages[message.id] = message
        self.tables.due_at[message.id] = now + CHECK_AFTER
        head = self.tables.head(message)
        self.tables.save_head(
            replace(moved_up(head, message, at=now), name=head.name or name, lead_id=message.lead_id or head.lead_id)
        )
        return None

    def _refuse(self, message: Message, now: datetime, *, must_exist: bool) -> Duplicate | None:
        if earlier := self._same_key(message, now):
            return earlier
        if must_exist and (message.firm_id, message.thread_id) not in self.tables.heads:
            raise NotFound("There is no such conversation.")
        if self.opted_out(message):
            raise OptedOut
        if refusal := self.tables.refusal_of(message.address) or self.tables.head(message).number_refusal:
            raise number_refusal(refusal)
        if self.tables.head(message).blocked_at:
            raise Blocked
        if earlier := self._same_click(message):
            return earlier
        self._check_rate(message, now)
        return None

    def _same_key(self, message: Message, now: datetime) -> Duplicate | None:
        known = self.tables.keys.get(_key(message))
        if known is None or known.expires_at <= now:
            return None
        if (known.thread_id, known.body) != (message.thread_id, message.body):
            raise Conflict
        return Duplicate(known.thread_id, known.message_id, by_idempotency_key=True)

    def _same_click(self, message: Message) -> Duplicate | None:
        click = self.tables.clicks.get(_request(message))
        if click is None:
            return None
        if click.failed and click.clicked_at <= message.created_at:
            return None
        known_when_clicked = click.closed_at is not None and click.closed_at <= message.created_at
        if known_when_clicked and click.clicked_at <= message.created_at - DOUBLE_CLICK:
            return None
        return Duplicate(message.thread_id, click.message_id, is_open=click.closed_at is None)

    def _check_rate(self, message: Message, now: datetime) -> None:
        """Refuse the eleventh in 60 seconds; another process's clock may be ahead, and its time then counts."""
        times = self.tables.rates.get(_user(message), [])
        if len(times) == 10 and times[0] > max(now, times[-1]) - RATE_WINDOW:
            raise RateLimited(max(1, -(-(times[0] + RATE_WINDOW - now) // timedelta(seconds=1))))

    def _count(self, message: Message, now: datetime) -> None:
        times = self.tables.rates.get(_user(message), [])[-9:]
        self.tables.rates[_user(message)] = [*times, max([now, *times[-1:]])]

    def _keep_key(self, message: Message, message_id: str, now: datetime) -> None:
        if message.idempotency_key:
            key = Key(message.thread_id, message.body, message_id, now + IDEMPOTENCY)
            self.tables.keys[_key(message)] = key

    def opted_out(self, message: Message) -> bool:
        state = self.tables.opt_outs.get((message.firm_id, message.address))
        return state is not None and state.opted_out

    def message(self, firm_id: str, thread_id: str, message_id: str) -> Message | None:
        found = self.tables.messages.get(message_id)
        return found if found and (found.firm_id, found.thread_id) == (firm_id, thread_id) else None

    def settle(self, message: Message, report: Report) -> Message:
        if self.advance(message, report.status):
            now = self.tables.messages[message.id]
            self.tables.messages[message.id] = replace(now, provider_id=report.provider_id)
        self.tell_inbox(message, failed=False)
        self._close(message, known_at=self.clock.now())
        return self.tables.messages[message.id]

    def fail(
        self,
        message: Message,
        reason: Reason,
        *,
        at: datetime,
        opts_out: bool = False,
        number_refusal: str | None = None,
    ) -> Message:
        if self.advance(message, Status.FAILED):
            now = self.tables.messages[message.id]
            provider_id = message.provider_id or now.provider_id
            self.tables.messages[message.id] = replace(now, reason=reason, provider_id=provider_id)
            self.tell_inbox(message, failed=True)
        self.tell_inbox(message, failed=False)
        self._open_the_way(message)
        self.tables.learn(message, at=at, opts_out=opts_out, number_refusal=number_refusal)
        self.tables.follow_failure(message, reason, at=self.clock.now())
        return self.tables.messages[message.id]

    def clear_guards(self, message: Message) -> None:
        if self.tables.messages[message.id].status is not Status.SENDING:
            self.tables.uncheck(message.id)
            self.tell_inbox(message, failed=False)
        if message.status is Status.FAILED:
            self._open_the_way(message)
        else:
            self._close(message, known_at=message.created_at)

    def due(self, *, until: datetime, limit: int) -> Sequence[Message]:
        named = {id_ for id_, at in self.tables.indexes().due_at.items() if at <= until}
        due = sorted((at, id_) for id_, at in self.tables.due_at.items() if id_ in named and at <= until)
        return [self.tables.messages[id_] for _, id_ in due[:limit]]

    def check_again(self, message: Message, *, at: datetime, absent_since: datetime | None) -> None:
        now = self.tables.messages[message.id]
        if now.status is Status.SENDING:
            self.tables.due_at[message.id] = at
            self.tables.messages[message.id] = replace(now, absent_since=absent_since or now.absent_since)

    def recent(self, firm_id: str, thread_id: str, *, since: datetime, until: datetime) -> Sequence[Message]:
        first, last = (f"{int(at.timestamp() * 1000):012x}" for at in (since, until))
        found = [m for m in self.tables.messages.values() if (m.firm_id, m.thread_id) == (firm_id, thread_id)]
        return sorted((m for m in found if first <= m.id <= f"{last}~"), key=lambda message: message.id)

    def advance(self, message: Message, status: Status) -> bool:
        """Move a message forward and out of the due index; False where it can't."""
        moved = self.tables.advance(message.id, status)
        if moved:
            self.tables.uncheck(message.id)
        return moved

    def tell_inbox(self, message: Message, *, failed: bool) -> None:
        """Let the inbox say what became of a text."""
        self.tables.settle_head(message, failed=failed)

    def only(self) -> Message:
        """The one message there is."""
        (message,) = self.tables.messages.values()
        return message

    @property
    def messages(self) -> dict[str, Message]:
        """Every message by its id."""
        return self.tables.messages

    @property
    def threads(self) -> dict[tuple[str, str], Thread]:
        """Every thread's head."""
        return self.tables.heads

    def _close(self, message: Message, *, known_at: datetime, failed: bool = False) -> None:
        click = self.tables.clicks.get(_request(message))
        if click and click.message_id == message.id and (failed or click.closed_at is None):
            click.closed_at, click.failed = known_at, failed

    def _open_the_way(self, message: Message) -> None:
        self._close(message, known_at=self.clock.now(), failed=True)
        key = self.tables.keys.get(_key(message))
        if key and key.message_id == message.id:
            del self.tables.keys[_key(message)]


def _user(message: Message) -> tuple[str, str | None]:
    return message.firm_id, message.user_id


def _key(message: Message) -> tuple[str, str | None, str]:
    return *_user(message), message.idempotency_key or ""


def _request(message: Message) -> tuple[str, str | None, str, str]:
    return *_user(message), message.thread_id, message.body
