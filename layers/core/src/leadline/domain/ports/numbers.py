"""What carriers' facts about numbers need from the outside."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - a message of a queue is read by its types
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from leadline.domain.accounts.firm import User
    from leadline.domain.numbers.number import NumberFacts


class Numbers(Protocol):
    """Carriers' facts about numbers."""

    def facts(self, address: str) -> NumberFacts | None: ...

    def ask(self, firm_id: str, thread_id: str) -> None:
        """Have it found out what kind of line a thread's number is; once, however many ask."""
        ...

    def claim(self, address: str, *, at: datetime) -> bool:
        """Say that a number is about to be looked up; False where somebody else is at it."""
        ...

    def learn(self, address: str, facts: NumberFacts) -> None: ...

    def release(self, address: str) -> None:
        """Let the next one look a number up: the provider didn't tell."""
        ...

    def tell(self, firm_id: str, thread_id: str, facts: NumberFacts) -> None:
        """Let a thread know what is known of its number."""
        ...


class Blocks(Protocol):
    """Numbers that are blocked because carriers filtered what was sent there."""

    def lift(self, thread_id: str, *, user: User) -> None:
        """Let a number be texted again; raises NotFound (no such thread), Conflict where it isn't blocked."""
        ...


class Lookup(Protocol):
    """A provider that knows numbers."""

    def facts(self, address: str, *, account: str, at: datetime) -> NumberFacts:
        """Ask what kind of line a number is; raises Busy or Unknown."""
        ...


class NumberCheck(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody wants to know whether a number takes texts."""

    firm_id: str
    thread_id: str
    address: str
