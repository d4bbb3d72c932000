"""The outside world in memory: fakes that keep to the ports' promises."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from leadline.domain.errors import NUMBER_REFUSALS, Conflict, NotFound, OptedOut, RateLimited
from leadline.domain.firm import Firm, Lead, Line
from leadline.domain.message import Message, Reason, Status
from leadline.domain.opt_out import UNCERTAIN, OptOutState, Word
from leadline.domain.ports import Contested, Duplicate, Receipt, WordChange
from leadline.domain.provider import Busy, InboundText, OutboundRecord, Report

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class StoppedClock:
    """Time passes only where someone waits; what `events` holds happens on the way."""

    time: datetime = NOON
    events: list[tuple[datetime, Callable[[], object]]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.pass_time(timedelta(seconds=seconds))

    def pass_time(self, span: timedelta) -> None:
        """Let some time go by."""
        self.time += span
        for at, happen in [event for event in self.events if event[0] <= self.time]:
            self.events.remove((at, happen))
            happen()

    def at(self, after: timedelta, happen: Callable[[], object]) -> None:
        """Plan what happens once `after` has gone by."""
        self.events.append((self.time + after, happen))


@dataclass(slots=True)
class InMemoryAccounts:
    """Firms, some of which are still remembered as they were before."""

    firms: dict[str, Firm] = field(default_factory=dict)
    remembered: dict[str, Firm | None] = field(default_factory=dict)
    quarantined: list[InboundText] = field(default_factory=list)
    tried: list[tuple[str, datetime | None]] = field(default_factory=list)

    def firm(self, firm_id: str, *, fresh: bool = False) -> Firm | None:
        if not fresh and firm_id in self.remembered:
            return self.remembered[firm_id]
        return self.firms.get(firm_id)

    def line_of(self, address: str, messaging_service: str | None) -> tuple[str, str] | None:
        lines = [line for firm in self.firms.values() for line in firm.lines]
        for claim in filter(None, (address, messaging_service)):
            for line in lines:
                if claim in (line.address, line.messaging_service):
                    return line.firm_id, line.id
        return None

    def quarantine(self, text: InboundText, *, at: datetime) -> None:
        self.quarantined.append(text)

    def lines_to_sweep(self, *, limit: int) -> Sequence[Line]:
        lines = [line for firm in self.firms.values() for line in firm.lines if line.active]
        return sorted(lines, key=lambda line: line.swept_until or NOON)[:limit]

    def mark_swept(self, line: Line, *, at: datetime, until: datetime | None) -> None:
        self.tried.append((line.id, until))


@dataclass(slots=True)
class InMemoryLeads:
    """A firm's leads."""

    leads: list[Lead] = field(default_factory=list)

    def lead(self, firm_id: str, lead_id: str) -> Lead | None:
        return next((lead for lead in self.leads if (lead.firm_id, lead.id) == (firm_id, lead_id)), None)


@dataclass(slots=True)
class _Click:
    message: Message
    clicked_at: datetime
    is_open: bool = True


@dataclass(slots=True)
class InMemorySends:
    """Outbound messages and the guards before them."""

    clock: StoppedClock
    messages: dict[str, Message] = field(default_factory=dict)
    threads: set[tuple[str, str]] = field(default_factory=set)
    number_refusals: dict[str, str] = field(default_factory=dict)
    stopped: set[tuple[str, str]] = field(default_factory=set)
    due_at: dict[str, datetime] = field(default_factory=dict)
    _rates: dict[tuple[str, str | None], list[datetime]] = field(default_factory=dict)
    _clicks: dict[tuple[str, str | None, str, str], _Click] = field(default_factory=dict)
    _keys: dict[tuple[str, str | None, str], tuple[Message, datetime]] = field(default_factory=dict)

    def record_attempt(
        self, message: Message, *, name: str | None, must_exist: bool, retry_until: datetime
    ) -> Duplicate | None:
        now = self.clock.now()
        if known := self._key(message, now):
            if (known.thread_id, known.body) != (message.thread_id, message.body):
                raise Conflict
            return Duplicate(known.thread_id, known.id, by_idempotency_key=True)
        if must_exist and (message.firm_id, message.thread_id) not in self.threads:
            raise NotFound("There is no such conversation.")
        if self.opted_out(message.firm_id, message.address):
            raise OptedOut
        if refusal := self.number_refusals.get(message.address):
            raise NUMBER_REFUSALS[refusal]
        click = self._clicks.get(_request(message))
        if click and (click.is_open or click.clicked_at > now - timedelta(seconds=2)):
            return Duplicate(click.message.thread_id, click.message.id)
        sent = [at for at in self._rates.get(_user(message), []) if at > now - timedelta(seconds=60)]
        if len(sent) >= 10:
            raise RateLimited(max(1, round((sent[-10] - now).total_seconds() + 60)))
        self._rates[_user(message)] = [*sent, now]
        self._clicks[_request(message)] = _Click(message, message.created_at)
        if message.idempotency_key:
            self._keys[(*_user(message), message.idempotency_key)] = (message, now + timedelta(hours=24))
        self.messages[message.id] = message
        self.threads.add((message.firm_id, message.thread_id))
        self.due_at[message.id] = now + timedelta(seconds=60)
        return None

    def opted_out(self, firm_id: str, address: str) -> bool:
        return (firm_id, address) in self.stopped

    def message(self, firm_id: str, thread_id: str, message_id: str) -> Message | None:
        found = self.messages.get(message_id)
        return found if found and (found.firm_id, found.thread_id) == (firm_id, thread_id) else None

    def settle(self, message: Message, report: Report) -> Message:
        if self.advance(message, report.status):
            self.messages[message.id] = replace(self.messages[message.id], provider_id=report.provider_id)
        self._close(message)
        return self.messages[message.id]

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
            self.messages[message.id] = replace(self.messages[message.id], reason=reason)
        self._remove(message)
        if opts_out:
            self.stopped.add((message.firm_id, message.address))
        if number_refusal:
            self.number_refusals[message.address] = number_refusal
        return self.messages[message.id]

    def clear_guards(self, message: Message) -> None:
        self.due_at.pop(message.id, None)
        if message.status is Status.FAILED:
            self._remove(message)
        else:
            self._close(message)

    def due(self, *, until: datetime, limit: int) -> Sequence[Message]:
        due = sorted((at, id_) for id_, at in self.due_at.items() if at <= until)
        return [self.messages[id_] for _, id_ in due[:limit]]

    def check_again(self, message: Message, *, at: datetime, absent_since: datetime | None) -> None:
        self.due_at[message.id] = at
        if absent_since:
            self.messages[message.id] = replace(self.messages[message.id], absent_since=absent_since)

    def recent(self, firm_id: str, thread_id: str, *, since: datetime) -> Sequence[Message]:
        found = [m for m in self.messages.values() if (m.firm_id, m.thread_id) == (firm_id, thread_id)]
        return sorted((message for message in found if message.created_at >= since), key=lambda message: message.id)

    def advance(self, message: Message, status: Status) -> bool:
        """Move a message forward, as a callback would too; False where it can't."""
        now = self.messages[message.id]
        if now.status not in status.earlier:
            return False
        self.messages[message.id] = replace(now, status=status, absent_since=None)
        self.due_at.pop(message.id, None)
        return True

    def only(self) -> Message:
        """The one message there is."""
        (message,) = self.messages.values()
        return message

    def _key(self, message: Message, now: datetime) -> Message | None:
        known = self._keys.get((*_user(message), message.idempotency_key or ""))
        return known[0] if known and known[1] > now else None

    def _close(self, message: Message) -> None:
        click = self._clicks.get(_request(message))
        if click and click.message.id == message.id:
            click.is_open = False

    def _remove(self, message: Message) -> None:
        click = self._clicks.get(_request(message))
        if click and click.message.id == message.id:
            del self._clicks[_request(message)]
        key = (*_user(message), message.idempotency_key or "")
        if key in self._keys and self._keys[key][0].id == message.id:
            del self._keys[key]


def _user(message: Message) -> tuple[str, str | None]:
    return message.firm_id, message.user_id


def _request(message: Message) -> tuple[str, str | None, str, str]:
    return *_user(message), message.thread_id, message.body


@dataclass(slots=True)
class InMemoryReceipts:
    """Inbound texts, with the opt-outs that they say."""

    messages: list[Message] = field(default_factory=list)
    states: dict[tuple[str, str], OptOutState] = field(default_factory=dict)

    def record(self, message: Message, change: WordChange | None) -> Receipt | Contested:
        if any(known.provider_id == message.provider_id for known in self.messages):
            return Receipt.SEEN_BEFORE
        if change:
            state = self.states.get((message.firm_id, message.address))
            if not _may_change(change, state):
                return Contested(state)
            self.states[message.firm_id, message.address] = OptOutState(
                opted_out=change.word is Word.STOP,
                changed_at=change.at,
                provider_id=message.provider_id,
                exact=change.exact,
            )
        self.messages.append(message)
        return Receipt.STORED

    def unseen(self, firm_id: str, provider_ids: Iterable[str]) -> set[str]:
        return set(provider_ids) - {m.provider_id for m in self.messages if m.firm_id == firm_id and m.provider_id}


def _may_change(change: WordChange, state: OptOutState | None) -> bool:
    if change.word is Word.YES and not (state and state.opted_out):
        return False
    if state is None or change.settled or state.changed_at <= change.at - UNCERTAIN:
        return True
    return state.opted_out is (change.word is Word.STOP) and state.changed_at <= change.at


@dataclass(slots=True)
class ScriptedCarrier:
    """A provider that answers as it is told, each time the next thing; then it accepts."""

    account: str = "AC1"
    script: list[Exception | Status | Report | Callable[[], object]] = field(default_factory=list)
    sent: list[Message] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    listed: list[OutboundRecord] = field(default_factory=list)
    list_down: Exception | None = None
    inbound: dict[str, Sequence[InboundText] | Exception] = field(default_factory=dict)
    times: dict[str, datetime] = field(default_factory=dict)
    asked_for_times: list[str] = field(default_factory=list)

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        self.sent.append(message)
        self.keys.append(callback_key)
        answer = self.script.pop(0) if self.script else Status.SENT
        while callable(answer):
            answer()
            answer = self.script.pop(0) if self.script else Status.SENT
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Report) else self.report(message, answer)

    def report(self, message: Message, status: Status, *, sid: str | None = None) -> Report:
        """What this provider says of a message."""
        return Report(
            provider_id=sid or f"SM{len(self.sent)}", account=self.account, address=message.address, status=status
        )

    def sent_to(self, address: str, *, account: str, since: datetime) -> Iterable[OutboundRecord]:
        if self.list_down:
            raise self.list_down
        return [row for row in self.listed if row.report.address == address and row.created_at >= since]

    def received_by(self, line: Line, *, since: datetime) -> Iterable[InboundText]:
        found = self.inbound.get(line.id, ())
        if isinstance(found, Exception):
            raise found
        return [text for text in found if (text.sent_at or NEVER) >= since]

    def received_at(self, provider_id: str, *, account: str) -> datetime | None:
        self.asked_for_times.append(provider_id)
        if isinstance(self.list_down, Busy):
            raise self.list_down
        return self.times.get(provider_id)
