"""The tables in memory: what the fakes of one world share, as the adapters share DynamoDB."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from leadline.domain.blocking import is_filtered, is_to_be_blocked
from leadline.domain.errors import Landline
from leadline.domain.message import Message, Status
from leadline.domain.number import GONE
from leadline.domain.opt_out import OptOutState, Source
from leadline.domain.thread import LastMessage, Thread
from tests.fakes.clock import NOON

IDEMPOTENCY = timedelta(hours=24)
PREVIEW_CHARACTERS = 140


@dataclass(slots=True)
class Click:
    """The guard of a double click; open while the outcome of its message is unknown."""

    message_id: str
    clicked_at: datetime
    closed_at: datetime | None = None
    failed: bool = False


@dataclass(slots=True)
class Key:
    """The guard of a caller's own key."""

    thread_id: str
    body: str
    message_id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Indexes:
    """What the secondary indexes show, which may be behind the tables."""

    due_at: dict[str, datetime]
    heads: dict[tuple[str, str], Thread]


@dataclass(slots=True)
class InMemoryTables:
    """Every table; each method is one atomic write or a part of one."""

    messages: dict[str, Message] = field(default_factory=dict)
    due_at: dict[str, datetime] = field(default_factory=dict)
    heads: dict[tuple[str, str], Thread] = field(default_factory=dict)
    newest_inbound: dict[tuple[str, str], str] = field(default_factory=dict)
    opt_outs: dict[tuple[str, str], OptOutState] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    rates: dict[tuple[str, str | None], list[datetime]] = field(default_factory=dict)
    clicks: dict[tuple[str, str | None, str, str], Click] = field(default_factory=dict)
    keys: dict[tuple[str, str | None, str], Key] = field(default_factory=dict)
    seen: set[tuple[str, str | None]] = field(default_factory=set)

    def indexes(self) -> Indexes:
        """What a query of an index sees now."""
        return Indexes(self.due_at, self.heads)

    def advance(self, message_id: str, status: Status) -> bool:
        """Move a message forward; False where it can't."""
        now = self.messages[message_id]
        if now.status not in status.earlier:
            return False
        self.messages[message_id] = replace(now, status=status)
        return True

    def uncheck(self, message_id: str) -> None:
        """Take a message out of the due index."""
        self.due_at.pop(message_id, None)
        self.messages[message_id] = replace(self.messages[message_id], absent_since=None)

    def head(self, message: Message) -> Thread:
        """The head of a message's thread, made where there is none."""
        key = message.firm_id, message.thread_id
        return self.heads.get(key) or Thread(id=message.thread_id, firm_id=message.firm_id, address=message.address)

    def save_head(self, head: Thread) -> None:
        self.heads[head.firm_id, head.id] = head

    def opt_out(self, firm_id: str, address: str, state: OptOutState | None = None) -> None:
        """Set where someone stands; by default out, since noon."""
        state = state or OptOutState(opted_out=True, changed_at=NOON, provider_id=None, exact=False)
        self.opt_outs[firm_id, address] = state
        for key, head in self.heads.items():
            if (head.firm_id, head.address) == (firm_id, address):
                self.heads[key] = replace(head, opted_out=state.opted_out)

    def follow_failure(self, message: Message, *, at: datetime) -> None:
        """Block a number to which carriers filtered three messages in a row."""
        head = self.head(message)
        if message.reason and message.reason.code == GONE:
            self.save_head(replace(head, number_gone=True))
        if not is_filtered(message) or head.blocked_at:
            return
        of_thread = [known for known in self.messages.values() if known.thread_id == message.thread_id]
        newest_first = sorted(of_thread, key=lambda known: known.id, reverse=True)
        if is_to_be_blocked(newest_first, since=None):
            self.save_head(replace(head, blocked_at=at))

    def learn(self, message: Message, *, at: datetime, opts_out: bool, number_refusal: str | None) -> None:
        """Keep what a provider's refusal teaches of a number."""
        known = self.opt_outs.get((message.firm_id, message.address))
        if opts_out and not (known and known.opted_out):
            state = OptOutState(
                opted_out=True, changed_at=at, provider_id=message.provider_id, exact=False, source=Source.PROVIDER
            )
            self.opt_out(message.firm_id, message.address, state)
        if number_refusal:
            self.save_head(replace(self.head(message), number_refusal=number_refusal))
        if number_refusal == Landline.code:
            self.numbers[message.address] = number_refusal


def moved_up(head: Thread, message: Message, *, at: datetime) -> Thread:
    """The head with `message` as its newest."""
    last = LastMessage(message.id, message.direction, message.body[:PREVIEW_CHARACTERS], at)
    return replace(head, last_message=last, last_activity_at=at)
