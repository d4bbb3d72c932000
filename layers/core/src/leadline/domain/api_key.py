"""A firm's API key: what a program signs its calls with, shown once and kept as a hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import datetime

# So that whoever finds one in a log or a repository, a scanner too, knows what it is.
PREFIX = "ll"
HINT_CHARACTERS = 6
_SECRET_BYTES = 24
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
        return cls(firm_id, key_id, secrets.token_hex(_SECRET_BYTES))

    @classmethod
    def parse(cls, header: str) -> Credential | None:
        """Read an Authorization header; None for what can't be a key."""
        scheme, _, text = header.strip().partition(" ")
        parts = text.strip().split("_")
        well_formed = len(header) <= _LONGEST and all(part.isascii() and part.isalnum() for part in parts)
        if scheme.lower() != "bearer" or len(parts) != 4 or parts[0] != PREFIX or not well_formed:
            return None
        return cls(*parts[1:])

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
