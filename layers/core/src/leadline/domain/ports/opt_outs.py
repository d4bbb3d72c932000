"""What the opt-out list needs from the outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadline.domain.opt_outs.opt_out import HistoryEntry, OptOutEntry, StandingOptOut


class OptOuts(Protocol):
    """A firm's opt-out list, and the history behind it."""

    def add(self, entry: OptOutEntry) -> bool:
        """Opt somebody out; return False where they were already: what stands stays, only the history grows.

        An import of who is out already leaves no trace. Raises NotFound (no such text of theirs), Overloaded.
        """
        ...

    def lift(self, entry: OptOutEntry) -> None:
        """Take back what was entered by hand; raises CannotBeLifted, Overloaded."""
        ...

    def standing(self, firm_id: str, thread_id: str) -> StandingOptOut | None:
        """Return the opt-out of one counterpart, None where they may be texted."""
        ...

    def listed(self, firm_id: str, *, each: int, before: str | None) -> tuple[Sequence[StandingOptOut], str | None]:
        """Return opt-outs, newest first, of up to `each` of every shard; and the place to go on from, None at the end."""
        ...

    def names(self, firm_id: str, thread_ids: Iterable[str]) -> Mapping[str, str]:
        """Return the names that threads have, by their ids."""
        ...

    def history(self, firm_id: str, thread_id: str) -> Sequence[HistoryEntry]:
        """Return what was ever said about texting one counterpart, newest first."""
        ...
