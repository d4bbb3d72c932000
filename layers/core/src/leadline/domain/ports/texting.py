"""What sending, receiving and reading texts need from the outside."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from leadline.domain.accounts.line import Line
    from leadline.domain.opt_outs.opt_out import OptOutState, Word
    from leadline.domain.texting.message import Media, Message, Reason
    from leadline.domain.texting.provider import InboundText, OutboundRecord, Report
    from leadline.domain.texting.thread import Thread


class Duplicate(msgspec.Struct, frozen=True):
    """An earlier message that this attempt is the same as; `is_open` while nobody recorded its outcome."""

    thread_id: str
    message_id: str
    by_idempotency_key: bool = False
    is_open: bool = False


class Sends(Protocol):
    """The record of outbound messages, and the guards that stand before it."""

    def record_attempt(
        self, message: Message, *, name: str | None, must_exist: bool, retry_until: datetime
    ) -> Duplicate | None:
        """Write the message if every guard allows it, in one step; return the earlier message it repeats, if any.

        An idempotency key that came with a repeat stands for the earlier message from then on.

        Raises NotFound (no such thread), OptedOut, a refusal of the number, RateLimited, Conflict (idempotency key),
        Overloaded. After a refusal nothing was written.
        """
        ...

    def opted_out(self, message: Message) -> bool:
        """Say whether the counterpart of a message has opted out by now."""
        ...

    def message(self, firm_id: str, thread_id: str, message_id: str) -> Message | None: ...

    def settle(self, message: Message, report: Report) -> Message:
        """Record what became of an attempt, forward only, and close its double-click guard; return what now stands."""
        ...

    def fail(
        self,
        message: Message,
        reason: Reason,
        *,
        at: datetime,
        opts_out: bool = False,
        number_refusal: str | None = None,
    ) -> Message:
        """Record a definite failure and take the guards away, so that the next try is a new one."""
        ...

    def clear_guards(self, message: Message) -> None:
        """Stop checking a message whose outcome is known, and let the next identical click be a new one."""
        ...

    def due(self, *, until: datetime, limit: int) -> Sequence[Message]:
        """Return messages whose check is due, those due longest ago first."""
        ...

    def check_again(self, message: Message, *, at: datetime, absent_since: datetime | None) -> None: ...

    def recent(self, firm_id: str, thread_id: str, *, since: datetime, until: datetime) -> Sequence[Message]:
        """Return all of a thread's messages from `since` up to `until`."""
        ...


class DeliveryReceipts(Protocol):
    """Where delivery reports are written."""

    def record(self, firm_id: str, thread_id: str, message_id: str, report: Report) -> bool:
        """Move a message forward; return False where there was nothing to move (repeat, late, unknown, not ours)."""
        ...


# Beyond it, how many conversations are unread is of no use to anybody.
MOST_COUNTED = 1000


class InboxPage(msgspec.Struct, frozen=True):
    """A page of the inbox; `unread` is how many of the firm's conversations are, up to MOST_COUNTED, on the first one."""

    threads: Sequence[Thread]
    following: str | None
    unread: int | None


class Inbox(Protocol):
    """Threads as people read them."""

    def page(self, firm_id: str, *, limit: int, before: str | None) -> InboxPage: ...

    def conversation(
        self, firm_id: str, thread_id: str, *, before: str | None
    ) -> tuple[Thread | None, Sequence[Message], str | None]: ...

    def mark_read(self, firm_id: str, thread_id: str, message_id: str) -> bool:
        """Mark a thread as read up to a message; return False where there is no such thread."""
        ...


class Intake(Enum):
    """What became of an inbound text."""

    STORED = "stored"
    SEEN_BEFORE = "seen before"


class Contested(msgspec.Struct, frozen=True):
    """Nothing was written: another word stands, and it isn't plain that the new one is newer."""

    state: OptOutState | None


class WordChange(msgspec.Struct, frozen=True, kw_only=True):
    """STOP, START or YES with its time; `against` is the state that it was judged to count against, if it had to be."""

    word: Word
    at: datetime
    exact: bool
    against: OptOutState | None = None


class InboundTexts(Protocol):
    """Where inbound texts are written."""

    def record(self, message: Message, change: WordChange | None) -> Intake | Contested:
        """Write a text once, with what its word changes, in one step; raises Overloaded."""
        ...

    def unseen(self, firm_id: str, provider_ids: Iterable[str]) -> set[str]:
        """Return those of the ids that were never recorded."""
        ...


class Carrier(Protocol):
    """A provider that carries texts."""

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        """Hand a message over; raises Declined, Busy or Unknown."""
        ...

    def sent_to(self, address: str, *, account: str, since: datetime) -> Sequence[OutboundRecord]:
        """Return the provider's own record of all that was sent to `address` since a time.

        Raises Busy, Unknown or Declined; Busy, too, where that is more than can be read at once.
        """
        ...

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        """Return all that came in for a line from a whole second on and before another one, oldest first.

        None where that is more than is read at once: ask for less time; a single second is always read to its end.
        Raises Busy, Unknown or Declined.
        """
        ...

    def media_of(self, text: InboundText) -> tuple[Media, ...]:
        """Return what came with a text; raises Busy, Unknown, or Declined where there is no such text any more."""
        ...

    def received_at(self, provider_id: str, *, account: str) -> datetime | None:
        """Return when the provider took in an inbound text, None where it knows no such text; raises Busy or Unknown."""
        ...


class MediaFiles(Protocol):
    """The pictures and files that came with texts, where their provider keeps them."""

    def beginning(self, media: Media, *, account: str, longest: int) -> bytes:
        """Return a file's first bytes, up to `longest`, which is all of a shorter one; raises Gone, Busy or Unknown."""
        ...
