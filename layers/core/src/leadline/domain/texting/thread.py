"""A thread: a firm's conversation with one address, whatever signup it came from."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as MalformedBase64
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from leadline.domain.errors import Blocked, OptedOut, Refusal, number_refusal
from leadline.domain.numbers.number import UNANSWERABLE
from leadline.domain.numbers.phone_number import can_be_answered

if TYPE_CHECKING:
    from leadline.domain.texting.message import Direction, Status

_TAG_BYTES = 12
# A check that was asked for and not made by then was lost.
ASK_AGAIN_AFTER = timedelta(minutes=10)


class LastMessage(msgspec.Struct, frozen=True):
    """What the inbox shows of a thread's newest message.

    Its status is `sent` once the provider has it, whether or not it was delivered since.
    """

    id: str
    direction: Direction
    preview: str
    at: datetime
    status: Status
    user_id: str | None = None
    user_name: str | None = None
    media_types: tuple[str, ...] = ()


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a conversation."""

    id: str
    firm_id: str
    address: str
    name: str | None = None
    lead_id: str | None = None
    unread_count: int = 0
    last_message: LastMessage | None = None
    last_activity_at: datetime | None = None
    opted_out: bool = False
    number_refusal: str | None = None
    number_checked_at: datetime | None = None
    number_ask_again_at: datetime | None = None
    number_gone: bool = False
    blocked_at: datetime | None = None
    check_asked_at: datetime | None = None
    has_answered: bool = False

    def wants_check(self, *, now: datetime) -> bool:
        """Say whether it is to be found out what kind of line this is: not where texts came from it, nor twice at once."""
        asked = self.check_asked_at is not None and self.check_asked_at > now - ASK_AGAIN_AFTER
        told_nothing = self.number_ask_again_at is not None and self.number_ask_again_at <= now
        known = self.number_checked_at and not told_nothing
        return not (known or self.has_answered or asked) and can_be_answered(self.address)

    @property
    def refusal(self) -> Refusal | None:
        """Why this thread can't be texted now, in the order that a send would tell it; None where it can."""
        if self.opted_out:
            return OptedOut()
        if not can_be_answered(self.address):
            return number_refusal(UNANSWERABLE)
        if self.number_refusal:
            return number_refusal(self.number_refusal)
        return Blocked() if self.blocked_at else None


def seal(address: str, *, key: bytes) -> str:
    """Return the id of the thread with `address`: the address itself, sealed with the firm's key.

    The same address always gives the same id, so a webhook finds its thread without an index; who has the key reads
    the address back, so a send into a thread needs no read; who hasn't learns nothing from an id in a URL or a log.
    (Synthetic-IV construction, as in RFC 5297: the tag authenticates the address and seeds its keystream.)
    """
    plain = address.encode()
    tag = _mac(key, b"tag", plain)[:_TAG_BYTES]
    return urlsafe_b64encode(tag + _mask(plain, key, tag)).decode().rstrip("=")


def unseal(thread_id: str, *, key: bytes) -> str | None:
    """Return the address that `thread_id` seals, or None when it isn't one of this key's ids."""
    try:
        sealed = urlsafe_b64decode(thread_id + "=" * (-len(thread_id) % 4))
        plain = _mask(sealed[_TAG_BYTES:], key, sealed[:_TAG_BYTES])
        address = plain.decode()
    except (MalformedBase64, ValueError):
        return None
    return address if hmac.compare_digest(seal(address, key=key), thread_id) else None


def fingerprint(thread_id: str) -> str:
    """Return the keyed hash of the address that a thread's id seals: its tag alone, from which nobody reads it back.

    Who has the firm's key and an address can tell whether the two belong together.
    """
    return thread_id[: _TAG_BYTES * 4 // 3]


def _mac(key: bytes, purpose: bytes, text: bytes) -> bytes:
    return hmac.digest(key, purpose + b"\0" + text, hashlib.sha256)


def _mask(text: bytes, key: bytes, tag: bytes) -> bytes:
    blocks = range(0, len(text), hashlib.sha256().digest_size)
    stream = b"".join(_mac(key, b"stream", tag + block.to_bytes(4)) for block in blocks)
    return bytes(character ^ pad for character, pad in zip(text, stream, strict=False))
