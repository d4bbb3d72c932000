"""A lead: one signup row in a firm's lead database, whoever or whatever put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import datetime


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """One signup; `phone` is E.164, and `given_phone` what was typed in place of one that can't be.

    `made_from` is a hash of what it was first made from, by which a repeat is known; `origin` the row of a file that made
    it, by which that row knows it for its own when it is read once more.
    """

    id: str
    firm_id: str
    name: str | None
    phone: str | None
    email: str | None
    created_at: datetime
    updated_at: datetime
    given_phone: str | None = None
    thread_id: str | None = None
    event: str | None = None
    source: str | None = None
    fields: dict[str, str] = {}
    timezone: str | None = None
    client_id: str | None = None
    is_primary_contact: bool = False
    made_from: str | None = None
    origin: str | None = None

    @property
    def order(self) -> str:
        """Sorts a person's signups by age."""
        return f"{self.created_at.isoformat(timespec='milliseconds')}#{self.id}"
