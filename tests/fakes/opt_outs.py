"""The opt-out list in memory, and blocks, as people change them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from leadline.domain.accounts.firm import User
from leadline.domain.errors import CannotBeLifted, Conflict, NotFound
from leadline.domain.opt_outs.opt_out import HistoryEntry, OptOutEntry, OptOutState, Source, StandingOptOut
from leadline.domain.ports.clock import Clock
from leadline.domain.texting.message import Direction
from tests.fakes.tables import InMemoryTables


@dataclass(slots=True)
class InMemoryOptOuts:
    """Where everybody stands, and all that was ever said about it."""

    clock: Clock
    tables: InMemoryTables = field(default_factory=InMemoryTables)

    def add(self, entry: OptOutEntry) -> bool:
        if entry.message_id and not self._is_theirs(entry.message_id, entry):
            raise NotFound("There is no such message.")
        if self.was_written(entry):
            return True
        known = self.tables.opt_outs.get((entry.firm_id, entry.address))
        stands = known if known and known.opted_out else None
        if stands is None or entry.source is not Source.IMPORT:
            self._write(entry, opted_out=True, stands=stands)
        return stands is None

    def lift(self, entry: OptOutEntry) -> None:
        if self.was_written(entry):
            return
        if not self.may_be_lifted(entry):
            raise CannotBeLifted
        self._write(entry, opted_out=False)

    def standing(self, firm_id: str, thread_id: str) -> StandingOptOut | None:
        head = self.tables.heads.get((firm_id, thread_id))
        key = firm_id, head.address if head else ""
        state = self.tables.opt_outs.get(key)
        if state is None or not state.opted_out:
            return None
        entered = [each for each in self.tables.history.get(key, {}).values() if each.at == state.changed_at]
        return StandingOptOut(
            thread_id=thread_id,
            place=f"{state.changed_at.isoformat(timespec='milliseconds')}#{thread_id[:16]}",
            opted_out_at=state.changed_at,
            source=state.source,
            note=None if state.source.is_the_leads else entered[-1].text,
            lead_said_stop=key in self.tables.said_stop,
        )

    def listed(self, firm_id: str, *, each: int, before: str | None) -> tuple[Sequence[StandingOptOut], str | None]:
        raise NotImplementedError

    def names(self, firm_id: str, thread_ids: Iterable[str]) -> Mapping[str, str]:
        heads = (self.tables.heads.get((firm_id, thread_id)) for thread_id in thread_ids)
        return {head.id: head.name for head in heads if head and head.name}

    def history(self, firm_id: str, thread_id: str) -> Sequence[HistoryEntry]:
        head = self.tables.heads.get((firm_id, thread_id))
        kept = self.tables.history.get((firm_id, head.address if head else ""), {})
        return sorted(kept.values(), key=lambda entry: (entry.at, entry.id), reverse=True)

    def was_written(self, entry: OptOutEntry) -> bool:
        """Whether this very entry is in the history already."""
        return entry.id in self.tables.history.get((entry.firm_id, entry.address), {})

    def may_be_lifted(self, entry: OptOutEntry) -> bool:
        """Whether a person of the firm entered what stands, and the lead never said it."""
        key = entry.firm_id, entry.address
        state = self.tables.opt_outs.get(key)
        by_hand = state is not None and state.opted_out and state.source is Source.HAND
        return by_hand and key not in self.tables.said_stop

    def _is_theirs(self, message_id: str, entry: OptOutEntry) -> bool:
        text = self.tables.messages.get(message_id)
        place = text and (text.direction, text.firm_id, text.thread_id)
        return place == (Direction.INBOUND, entry.firm_id, entry.thread_id)

    def _write(self, entry: OptOutEntry, *, opted_out: bool, stands: OptOutState | None = None) -> None:
        at = self.clock.now()
        said = HistoryEntry(
            id=entry.id,
            action="opted_out" if opted_out else "opted_in",
            at=at,
            source=entry.source.value,
            text=entry.note,
            user_name=entry.user_name,
        )
        new = OptOutState(opted_out=opted_out, changed_at=at, provider_id=None, exact=False, source=entry.source)
        self.tables.save_head(self.tables.head_of(entry.firm_id, entry.thread_id, entry.address))
        self.tables.opt_out(entry.firm_id, entry.address, stands or new, entry=said)


@dataclass(slots=True)
class InMemoryBlocks:
    """Blocks on the heads of threads."""

    clock: Clock
    tables: InMemoryTables = field(default_factory=InMemoryTables)

    def lift(self, thread_id: str, *, user: User) -> None:
        head = self.tables.heads.get((user.firm_id, thread_id))
        if head is None:
            raise NotFound("There is no such conversation.")
        if head.blocked_at is None:
            raise Conflict("This number isn't blocked.")
        at = self.clock.now()
        self.tables.save_head(replace(head, blocked_at=None))
        self.tables.unblocked_at[head.firm_id, head.id] = at
        self.tables.tell_of_block(head, "unblocked", "hand", at=at, user_name=user.name)
