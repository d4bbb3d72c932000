"""Identifiers that sort by time, so that a message's id is its place in the conversation."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def new_id(at: datetime) -> str:
    """Return 32 hexadecimal digits laid out as RFC 9562's UUIDv7: milliseconds first, then 74 random bits."""
    milliseconds = int(at.timestamp() * 1000)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value).hex


def id_of_row(file_id: str, row: int, *, number: int = 0) -> str:
    """Return the id of what one row of a file makes: the same each time, and sorted where the file's own id is.

    What makes several things has a `number` for each.
    """
    what = f"{file_id}\0{row}\0{number}" if number else f"{file_id}\0{row}"
    return file_id[:12] + hashlib.sha256(what.encode()).hexdigest()[:20]
