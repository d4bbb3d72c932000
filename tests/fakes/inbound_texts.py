"""Inbound texts in memory, with the opt-outs that they say."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from leadline.domain.opt_outs.opt_out import UNCERTAIN, HistoryEntry, OptOutState, Word
from leadline.domain.ports.texting import Contested, Intake, WordChange
from leadline.domain.texting.message import Direction, Message
from leadline.domain.texting.thread import Thread
from tests.fakes.tables import InMemoryTables, moved_up


@dataclass(slots=True)
class InMemoryInboundTexts:
    """Each text once, together with what its word changes."""

    tables: InMemoryTables = field(default_factory=InMemoryTables)

    def record(self, message: Message, change: WordChange | None) -> Intake | Contested:
        if self.is_known(message):
            return Intake.SEEN_BEFORE
        if change:
            state = self.tables.opt_outs.get((message.firm_id, message.address))
            if not self.may_change(change, state):
                return Contested(state)
        self.tables.seen.add((message.firm_id, message.provider_id))
        self.tables.messages[message.id] = message
        if blocked_at := self.tables.head(message).blocked_at:
            self.tables.tell_of_block(
                self.tables.head(message), "unblocked", "inbound", at=max(blocked_at, message.created_at)
            )
        self.tables.save_head(self.counted(message))
        if change:
            word = OptOutState(
                opted_out=change.word is Word.STOP,
                changed_at=change.at,
                provider_id=message.provider_id,
                exact=change.exact,
            )
            self.tables.opt_out(message.firm_id, message.address, word, entry=_entry(message, word))
        return Intake.STORED

    def unseen(self, firm_id: str, provider_ids: Iterable[str]) -> set[str]:
        return {provider_id for provider_id in provider_ids if (firm_id, provider_id) not in self.tables.seen}

    def is_known(self, message: Message) -> bool:
        """Whether this text was recorded before."""
        return (message.firm_id, message.provider_id) in self.tables.seen

    def counted(self, message: Message) -> Thread:
        """The thread's head with one more unread, and on top where nothing newer is."""
        head = self.tables.head(message)
        head = replace(head, unread_count=head.unread_count + 1, has_answered=True, blocked_at=None, number_gone=False)
        key = message.firm_id, message.thread_id
        if head.last_activity_at is None or head.last_activity_at <= message.created_at:
            self.tables.newest_inbound[key] = message.id
            return moved_up(head, message, at=message.created_at)
        self.tables.newest_inbound[key] = max(message.id, self.tables.newest_inbound.get(key, ""))
        return head

    def may_change(self, change: WordChange, state: OptOutState | None) -> bool:
        """Whether a word counts without asking which was first."""
        if change.word is Word.YES and not (state and state.opted_out):
            return False
        if change.against:
            return state == change.against
        return state is None or state.changed_at <= change.at - UNCERTAIN

    @property
    def messages(self) -> list[Message]:
        """The texts that came in, in the order in which they were recorded."""
        return [message for message in self.tables.messages.values() if message.direction is Direction.INBOUND]

    @property
    def states(self) -> dict[tuple[str, str], OptOutState]:
        """Where everyone stands who ever said a word about it."""
        return self.tables.opt_outs


def _entry(message: Message, word: OptOutState) -> HistoryEntry:
    return HistoryEntry(
        id=message.id,
        action="opted_out" if word.opted_out else "opted_in",
        at=word.changed_at,
        source=word.source.value,
        text=message.body,
        user_name=None,
    )
