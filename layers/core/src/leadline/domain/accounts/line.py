"""A line: an identity that a firm sends from, of one type, with one provider."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import datetime


class LineType(StrEnum):
    """What goes out from a line, in the words of the HTTP contract (messageType)."""

    SMS = "sms"
    IMESSAGE = "imessage"
    EMAIL = "email"


# Who carries for a line whose row names nobody: the only provider there was before rows named one.
DEFAULT_PROVIDER = "twilio"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """`account` is the firm's at the provider; `route` is what a text goes out through there, where it isn't the address."""

    id: str
    firm_id: str
    address: str
    account: str
    type: LineType = LineType.SMS
    provider: str = DEFAULT_PROVIDER
    route: str | None = None
    active: bool = True
    is_default: bool = False
    swept_until: datetime | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """By what a provider's lists and webhooks name this line."""
        return (self.address, self.route) if self.route else (self.address,)
