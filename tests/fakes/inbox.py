"""Threads in memory, as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from leadline.domain.ports.texting import MOST_COUNTED, InboxPage
from leadline.domain.texting.message import Message
from leadline.domain.texting.thread import Thread
from tests.fakes.tables import InMemoryTables

PAGE = 50


@dataclass(slots=True)
class InMemoryInbox:
    """The inbox and the conversations in it."""

    tables: InMemoryTables = field(default_factory=InMemoryTables)

    def page(self, firm_id: str, *, limit: int, before: str | None) -> InboxPage:
        heads = [head for head in self.tables.indexes().heads.values() if head.firm_id == firm_id and head.last_message]
        newest = sorted(((_order(head), head) for head in heads), key=lambda pair: pair[0], reverse=True)
        rows = [(order, head) for order, head in newest if before is None or order < before]
        following = rows[limit - 1][0] if len(rows) > limit else None
        return InboxPage([head for _, head in rows[:limit]], following, None if before else self.unread(firm_id))

    def unread(self, firm_id: str) -> int:
        """How many of a firm's conversations have texts that nobody has read."""
        heads = self.tables.indexes().heads.values()
        return min(MOST_COUNTED, sum(head.firm_id == firm_id and head.unread_count > 0 for head in heads))

    def conversation(
        self, firm_id: str, thread_id: str, *, before: str | None
    ) -> tuple[Thread | None, Sequence[Message], str | None]:
        own = [m for m in self.tables.messages.values() if (m.firm_id, m.thread_id) == (firm_id, thread_id)]
        newest = sorted(own, key=lambda message: message.id, reverse=True)
        rows = [message for message in newest if before is None or message.id < before]
        head = None if before else self.tables.heads.get((firm_id, thread_id))
        return head, rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None

    def mark_read(self, firm_id: str, thread_id: str, message_id: str) -> bool:
        head = self.tables.heads.get((firm_id, thread_id))
        if head is None:
            return False
        if self.tables.newest_inbound.get((firm_id, thread_id), "") <= message_id:
            self.tables.save_head(replace(head, unread_count=0))
        return True


def _order(head: Thread) -> str:
    assert head.last_activity_at
    return f"{head.last_activity_at.isoformat(timespec='milliseconds')}#{head.id}"
