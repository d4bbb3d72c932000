"""A firm's API key: what a program signs its calls with, shown once and kept as a hash."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import zlib
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import datetime

# So that whoever finds one in a log or a repository, a scanner too, knows what it is.
PREFIX = "ll"
HINT_CHARACTERS = 6
_SECRET_BYTES = 24
# A checksum ends the secret: what was mistyped, cut off or made up is known for it before any table is read.
_SHAPE = re.compile(rf"({PREFIX}_([0-9A-Za-z]{{1,64}})_([0-9A-Za-z]{{1,64}})_[0-9a-f]{{48}})([0-9a-f]{{8}})")
_LONGEST = 400


class ApiKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key without its secret."""

    id: str
    firm_id: str
    name: str
    created_at: datetime
    created_by: str
    hint: str
    last_used_at: datetime | None = None


class Credential(msgspec.Struct, frozen=True):
    """What a program shows: the firm's and the key's id, under which the hash lies, and the secret."""

    firm_id: str
    key_id: str
    secret: str

    @classmethod
    def make(cls, firm_id: str, key_id: str) -> Credential:
        secret = secrets.token_hex(_SECRET_BYTES)
        return cls(firm_id, key_id, secret + _checksum(f"{PREFIX}_{firm_id}_{key_id}_{secret}"))

    @classmethod
    def parse(cls, header: str) -> Credential | None:
        """Read an Authorization header; None for what can't be a key."""
        scheme, _, text = header.strip().partition(" ")
        found = _SHAPE.fullmatch(text.strip()) if len(header) <= _LONGEST else None
        if scheme.lower() != "bearer" or not found or _checksum(found[1]) != found[4]:
            return None
        return cls(found[2], found[3], found[1].rpartition("_")[2] + found[4])

    @property
    def text(self) -> str:
        return f"{PREFIX}_{self.firm_id}_{self.key_id}_{self.secret}"

    @property
    def hint(self) -> str:
        return self.secret[:HINT_CHARACTERS]

    @property
    def hash(self) -> str:
        """A plain one: 192 random bits can't be guessed, however fast the guesses are."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def fits(self, known: str) -> bool:
        return hmac.compare_digest(self.hash, known)


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
