"""What firms, their lines, users and programs need from the outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from leadline.domain.accounts.api_key import ApiKey
    from leadline.domain.accounts.firm import Firm, User
    from leadline.domain.accounts.line import Line
    from leadline.domain.texting.provider import InboundText


class Accounts(Protocol):
    """Firms and their lines."""

    def firm(self, firm_id: str, *, fresh: bool = False) -> Firm | None:
        """Return a firm; up to 15 seconds old unless `fresh`."""
        ...

    def line_of(self, address: str, route: str | None) -> tuple[str, str] | None:
        """Return the firm's and the line's id for a number, or for the Messaging Service it belongs to."""
        ...

    def quarantine(self, text: InboundText, *, at: datetime) -> None:
        """Keep a text for a number that no firm has, where no firm sees it."""
        ...

    def lines_to_sweep(self, *, tried_before: datetime) -> Iterator[Line]:
        """Yield every active line whose last try was before a time, those tried longest ago first."""
        ...

    def mark_swept(self, line: Line, *, at: datetime, until: datetime | None) -> None:
        """Note a try at `at`; and, where there is an `until`, that all that was sent before it is here.

        Nothing is noted where another process has read further.
        """
        ...


class Registry(Protocol):
    """What an operator writes."""

    def add_firm(self, firm: Firm, *, at: datetime) -> None: ...

    def change_firm(self, firm_id: str, *, name: str | None, two_way: bool | None, region: str | None) -> None:
        """Change what is given; raises NotFound."""
        ...

    def save_line(self, line: Line, *, at: datetime) -> None:
        """Add or change a line; raises NotFound (firm), Conflict where another line has one of its addresses."""
        ...

    def save_user(self, user: User) -> None: ...


class ApiKeys(Protocol):
    """The keys of firms' programs."""

    def add(self, key: ApiKey, *, secret_hash: str) -> None: ...

    def of_firm(self, firm_id: str) -> Sequence[ApiKey]:
        """Return a firm's keys, newest first."""
        ...

    def remove(self, firm_id: str, key_id: str) -> bool:
        """End a key; return False where there is none."""
        ...

    def find(self, firm_id: str, key_id: str) -> tuple[ApiKey, str] | None:
        """Return a key as it is now with the hash of its secret."""
        ...

    def mark_used(self, key: ApiKey, *, at: datetime) -> None:
        """Note when a key was used last; a key that was revoked meanwhile stays so."""
        ...


class Record(msgspec.Struct, frozen=True):
    """A row as it is kept, for whom it is about."""

    table: str
    fields: Mapping[str, str | int | bool | None]


class Archive(Protocol):
    """All that is kept about a lead or a firm; erasing can be repeated, and goes on where it broke off."""

    def of_lead(self, firm_id: str, thread_id: str, address: str) -> Iterator[Record]: ...

    def of_firm(self, firm_id: str) -> Iterator[Record]: ...

    def erase_lead(self, firm_id: str, thread_id: str, address: str) -> Counter[str]:
        """Erase but for the reduced opt-outs; return the rows that were touched, by table."""
        ...

    def erase_firm(self, firm_id: str) -> Counter[str]:
        """Erase but for the firm's key and the reduced opt-outs; return the rows that were touched, by table."""
        ...
