"""The tables in memory: what the fakes of one world share, as the adapters share DynamoDB."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from leadline.domain.errors import Landline
from leadline.domain.identifiers import new_id
from leadline.domain.leads.lead import Lead
from leadline.domain.numbers.blocking import FILTERED, is_to_be_blocked
from leadline.domain.numbers.number import ASK_AFTER, GONE, NumberFacts
from leadline.domain.opt_outs.opt_out import HistoryEntry, OptOutState, Source
from leadline.domain.texting.message import Message, Reason, Status, preview
from leadline.domain.texting.thread import ASK_AGAIN_AFTER, LastMessage, Thread
from tests.fakes.clock import NOON

IDEMPOTENCY = timedelta(hours=24)


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
    said_stop: set[tuple[str, str]] = field(default_factory=set)
    history: dict[tuple[str, str], dict[str, HistoryEntry]] = field(default_factory=dict)
    leads: dict[tuple[str, str], Lead] = field(default_factory=dict)
    lead_orders: dict[tuple[str, str], str] = field(default_factory=dict)
    unblocked_at: dict[tuple[str, str], datetime] = field(default_factory=dict)
    numbers: dict[str, NumberFacts] = field(default_factory=dict)
    claims: dict[str, datetime] = field(default_factory=dict)
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
        return self.head_of(message.firm_id, message.thread_id, message.address)

    def head_of(self, firm_id: str, thread_id: str, address: str) -> Thread:
        """The head of a thread, made where there is none."""
        return self.heads.get((firm_id, thread_id)) or Thread(id=thread_id, firm_id=firm_id, address=address)

    def settle_head(self, message: Message, *, failed: bool) -> None:
        """Let the inbox say what became of a message, where it is the newest."""
        head = self.head(message)
        last = head.last_message
        if last and last.id == message.id and (failed or last.status is Status.SENDING):
            status = Status.FAILED if failed else Status.SENT
            self.save_head(replace(head, last_message=replace(last, status=status)))

    def save_head(self, head: Thread) -> None:
        self.heads[head.firm_id, head.id] = head

    def opt_out(
        self, firm_id: str, address: str, state: OptOutState | None = None, *, entry: HistoryEntry | None = None
    ) -> None:
        """Set where someone stands, by default out since noon, and keep the `entry` that says why."""
        state = state or OptOutState(opted_out=True, changed_at=NOON, provider_id=None, exact=False)
        self.opt_outs[firm_id, address] = state
        if state.opted_out and state.source.is_the_leads:
            self.said_stop.add((firm_id, address))
        if entry:
            self.history.setdefault((firm_id, address), {})[entry.id] = entry
        for key, head in self.heads.items():
            if (head.firm_id, head.address) == (firm_id, address):
                self.heads[key] = replace(head, opted_out=state.opted_out)

    def follow_failure(self, message: Message, reason: Reason, *, at: datetime) -> None:
        """Block a number that carriers filter, have one looked up that may be a landline, and flag one that is gone."""
        if reason.code in FILTERED:
            self.block_if_due(message, at=at)
        if reason.code in ASK_AFTER:
            self.ask_for_check(message.firm_id, message.thread_id, at=at)
        if reason.code == GONE:
            self.save_head(replace(self.head(message), number_gone=True))

    def block_if_due(self, message: Message, *, at: datetime) -> None:
        """Block a number to which carriers filtered three messages in a row."""
        head = self.head(message)
        of_thread = [known for known in self.messages.values() if known.thread_id == message.thread_id]
        newest_first = sorted(of_thread, key=lambda known: known.id, reverse=True)
        lifted_at = self.unblocked_at.get((head.firm_id, head.id))
        if not head.blocked_at and is_to_be_blocked(newest_first, since=lifted_at):
            self.save_head(replace(head, blocked_at=at))
            self.tell_of_block(head, "blocked", "carrier", at=at)

    def tell_of_block(
        self, head: Thread, action: str, source: str, *, at: datetime, user_name: str | None = None
    ) -> None:
        """Keep for good that a number was blocked or unblocked."""
        entry = HistoryEntry(id=new_id(at), action=action, at=at, source=source, text=None, user_name=user_name)
        self.history.setdefault((head.firm_id, head.address), {})[entry.id] = entry

    def ask_for_check(self, firm_id: str, thread_id: str, *, at: datetime) -> None:
        """Have it found out what kind of line a thread's number is, unless that is known or somebody has just asked."""
        head = self.heads.get((firm_id, thread_id))
        asked_at = head and head.check_asked_at
        known = head and head.number_checked_at and not (head.number_ask_again_at and head.number_ask_again_at <= at)
        if head and not known and not (asked_at and asked_at > at - ASK_AGAIN_AFTER):
            self.save_head(replace(head, check_asked_at=at))

    def refusal_of(self, address: str) -> str | None:
        """Why a number can't be texted, for all firms."""
        known = self.numbers.get(address)
        return known.refusal if known else None

    def learn(self, message: Message, *, at: datetime, opts_out: bool, number_refusal: str | None) -> None:
        """Keep what a provider's refusal teaches of a number."""
        known = self.opt_outs.get((message.firm_id, message.address))
        if opts_out:
            entry = HistoryEntry(
                id=message.id, action="opted_out", at=at, source=Source.PROVIDER.value, text=None, user_name=None
            )
            self.history.setdefault((message.firm_id, message.address), {}).setdefault(entry.id, entry)
        if opts_out and not (known and known.opted_out):
            state = OptOutState(
                opted_out=True, changed_at=at, provider_id=message.provider_id, exact=False, source=Source.PROVIDER
            )
            self.opt_out(message.firm_id, message.address, state)
        if number_refusal:
            self.save_head(replace(self.head(message), number_refusal=number_refusal))
        if number_refusal == Landline.code:
            facts = self.numbers.get(message.address, NumberFacts())
            self.numbers[message.address] = replace(facts, refusal=number_refusal)


def moved_up(head: Thread, message: Message, *, at: datetime) -> Thread:
    """The head with `message` as its newest."""
    last = LastMessage(
        id=message.id,
        direction=message.direction,
        preview=preview(message),
        at=at,
        status=message.status,
        user_id=message.user_id,
        user_name=message.user_name,
        media_types=tuple(media.content_type for media in message.media),
    )
    return replace(head, last_message=last, last_activity_at=at)
