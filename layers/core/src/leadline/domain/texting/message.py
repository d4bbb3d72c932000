"""A message, and how its status may move."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from leadline.domain.errors import Invalid
from leadline.domain.writing.unprintable import is_blank

if TYPE_CHECKING:
    from datetime import datetime

MAX_CHARACTERS = 1600
MAX_MEDIA = 10
PREVIEW_CHARACTERS = 140
# What stands for an inbound text in which nobody can see anything.
EMPTY = "(empty message)"


class Direction(Enum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Status(Enum):
    """As people and programs see it; the order of definition is the order of a message's life."""

    SCHEDULED = "scheduled"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    RECEIVED = "received"

    @property
    def earlier(self) -> tuple[Status, ...]:
        """The statuses that may still move to this one: only forward, and delivered, failed, cancelled are final."""
        return _ADVANCING[: _ADVANCING.index(self)] if self in _ADVANCING else _ADVANCING


_ADVANCING = (Status.SCHEDULED, Status.QUEUED, Status.SENDING, Status.SENT)


class Reason(msgspec.Struct, frozen=True):
    """Why a message failed: a stable code, a sentence for people, and the provider's own code."""

    code: str
    sentence: str
    provider_code: str | None = None


class Media(msgspec.Struct, frozen=True):
    """A picture or file that came with a message; the address needs the provider's credentials."""

    url: str
    content_type: str


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One text, in or out, as it is kept; `asks_to_stop` is None where nobody has read it for that (stop_wishes.py)."""

    id: str
    firm_id: str
    thread_id: str
    address: str
    direction: Direction
    status: Status
    body: str
    segments: int
    created_at: datetime
    line_id: str | None = None
    account: str | None = None
    provider_id: str | None = None
    user_id: str | None = None
    user_name: str | None = None
    lead_id: str | None = None
    batch_id: str | None = None
    idempotency_key: str | None = None
    reason: Reason | None = None
    media: tuple[Media, ...] = ()
    absent_since: datetime | None = None
    asks_to_stop: bool | None = None


def checked_body(text: str) -> str:
    """Return `text` unchanged; raise Invalid when it is blank, or longer than a carrier takes in one piece.

    Carriers count what they send: UTF-16 units, of which an emoji has two (Twilio's 21617).
    """
    if is_blank(text):
        raise Invalid(message="write a message first.")
    count = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if count > MAX_CHARACTERS:
        two = " (an emoji counts as two)" if count > len(text) else ""
        raise Invalid(message=f"shorten it to 1,600 characters; it has {count:,}{two}.")
    return text


def preview(message: Message) -> str:
    """Return what a list of conversations shows of a message: its first words, nothing where only media came."""
    if is_blank(message.body):
        return "" if message.media else EMPTY
    return message.body[:PREVIEW_CHARACTERS]
