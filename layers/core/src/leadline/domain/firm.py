"""A firm with its lines, the users who work in it, and its leads."""

from dataclasses import dataclass
from datetime import datetime

from leadline.domain.errors import DeliveryFailed, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An identity that a firm sends from."""

    id: str
    firm_id: str
    type: str
    address: str
    provider_account: str
    messaging_service: str | None = None
    active: bool = True
    is_default: bool = False
    swept_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A tenant; `thread_key` seals the addresses in its threads' ids."""

    id: str
    name: str
    two_way: bool
    thread_key: bytes
    lines: tuple[Line, ...] = ()

    def line(self, line_id: str | None) -> Line:
        """Return the named line, or the firm's default SMS line.

        Raises NotFound for a line that the firm doesn't have, DeliveryFailed where it has none or it isn't active.
        """
        sms = [line for line in self.lines if line.type == "sms"]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who is signed in, as the verified token says."""

    id: str
    firm_id: str
    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """One signup row in a firm's lead database."""

    id: str
    firm_id: str
    name: str
    phone: str | None
    email: str | None
    created_at: datetime
