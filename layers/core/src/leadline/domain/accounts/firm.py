"""A firm, and the users who work in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from leadline.domain.accounts.line import LineType
from leadline.domain.errors import DeliveryFailed, NotFound

if TYPE_CHECKING:
    from leadline.domain.accounts.line import Line

# Where a phone number without a country code is taken to be; ISO 3166.
DEFAULT_REGION = "US"


class Firm(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant; `thread_key` seals the addresses in its threads' ids, `region` is where its leads' numbers are dialled."""

    id: str
    name: str
    two_way: bool
    thread_key: bytes
    region: str = DEFAULT_REGION
    lines: tuple[Line, ...] = ()

    def owns(self, address: str) -> bool:
        """Say whether a number is one of the firm's own lines, active or not: no carrier takes a text from it to itself."""
        return any(line.address == address for line in self.lines)

    def line(self, line_id: str | None) -> Line:
        """Return the named line, or the firm's default SMS line.

        Raises NotFound for a line that the firm doesn't have, DeliveryFailed where it has none or it isn't active.
        """
        sms = [line for line in self.lines if line.type is LineType.SMS]
        if line_id is not None:
            found = next((line for line in sms if line.id == line_id), None)
            if found is None:
                raise NotFound("There is no such line.")
        else:
            found = next((line for line in sms if line.is_default), None)
            if found is None:
                raise DeliveryFailed("Your firm has no SMS line to send from yet.")
        if not found.active:
            raise DeliveryFailed("The line that this message would go out from isn't active.")
        return found


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in, as the verified token says, or a program by its API key."""

    id: str
    firm_id: str
    name: str
    email: str
    role: str
    is_program: bool = False
