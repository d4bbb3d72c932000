"""Threads as people read them: the inbox index and the conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.shards import beside, newest_first, shard_of
from leadline.adapters.dynamo.tables.keys import INBOX_SHARDS, inbox_order, inbox_shard, message_sort, thread_key
from leadline.adapters.dynamo.tables.threads import HeadRow, MessageRow, ThreadsRow, UnreadRow, head_row
from leadline.adapters.dynamo.texting.mapping import message as message_of
from leadline.adapters.dynamo.texting.mapping import thread as thread_of
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading
from leadline.domain.ports.texting import MOST_COUNTED, InboxPage
from leadline.domain.texting.message import Status, preview

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leadline.domain.ports.clock import Clock
    from leadline.domain.texting.message import Message
    from leadline.domain.texting.thread import Thread

PAGE = 50


def latest(message: Message, *, at: datetime) -> list[Action]:
    """The actions that make `message` the newest of its thread and move the thread to the top of the inbox."""
    types = [media.content_type for media in message.media]
    unsettled = message.status is Status.SENDING
    return [
        HeadRow.kind.set(HeadRow),
        HeadRow.thread_id.set(message.thread_id),
        HeadRow.address.set(message.address),
        HeadRow.last_id.set(message.id),
        HeadRow.last_direction.set(message.direction.value),
        HeadRow.last_preview.set(preview(message)),
        HeadRow.last_at.set(at),
        HeadRow.last_user_id.set(message.user_id) if message.user_id else HeadRow.last_user_id.remove(),
        HeadRow.last_user_name.set(message.user_name) if message.user_name else HeadRow.last_user_name.remove(),
        HeadRow.last_media.set(types) if types else HeadRow.last_media.remove(),
        HeadRow.unsettled.set({message.id}) if unsettled else HeadRow.unsettled.remove(),
        HeadRow.failed.remove(),
        HeadRow.inbox_shard.set(inbox_shard(message.firm_id, shard_of(message.thread_id, INBOX_SHARDS))),
        HeadRow.inbox_order.set(inbox_order(at, message.thread_id)),
    ]


def settled(message_id: str, *, failed: bool = False) -> list[Action]:
    """The actions on a head by which the inbox says what became of a message, should it be the newest."""
    known: list[Action] = [HeadRow.unsettled.delete({message_id})]
    return [*known, HeadRow.failed.add({message_id})] if failed else known


def settle_head(transaction: Transaction, message: Message) -> None:
    """Let the inbox say that it is known what became of a message; a head that was erased meanwhile stays so."""
    head = head_row(message.firm_id, message.thread_id)
    transaction.update("head", head, settled(message.id), HeadRow.address.exists())


class DynamoInbox:
    """The threads table, read by people."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    @reading()
    def page(self, firm_id: str, *, limit: int, before: str | None) -> InboxPage:
        each = limit + 1
        unread = None if before else beside(lambda: UnreadRow.count_up_to(MOST_COUNTED, firm_id=firm_id))

        def newest(shard: int) -> list[HeadRow]:
            older = HeadRow.inbox_order < before if before else None
            return list(HeadRow.inbox.query(inbox_shard(firm_id, shard), older, scan_index_forward=False, limit=each))

        rows, _ = newest_first(newest, lambda row: row.inbox_order or "", shards=INBOX_SHARDS, each=each)
        page = rows[:limit]
        following = page[-1].inbox_order if len(rows) > limit else None
        return InboxPage([thread_of(row, firm_id) for row in page], following, unread.result() if unread else None)

    @reading()
    def conversation(
        self, firm_id: str, thread_id: str, *, before: str | None
    ) -> tuple[Thread | None, Sequence[Message], str | None]:
        key = thread_key(firm_id, thread_id)
        # The head sorts after the messages, so the newest page begins with it.
        older = ThreadsRow.sk.between(message_sort(""), message_sort(before)) if before else None
        rows = list(ThreadsRow.query(key, older, scan_index_forward=False, limit=PAGE + 2, consistent_read=True))
        head = next((row for row in rows if isinstance(row, HeadRow)), None)
        messages = [
            message_of(row) for row in rows if isinstance(row, MessageRow) and row.sk != message_sort(before or "")
        ]
        page = messages[:PAGE]
        return (
            thread_of(head, firm_id) if head else None,
            page,
            page[-1].id if len(messages) > PAGE else None,
        )

    def mark_read(self, firm_id: str, thread_id: str, message_id: str) -> bool:
        all_seen = HeadRow.last_inbound_id.does_not_exist() | (HeadRow.last_inbound_id <= message_id)

        def build(_now: datetime) -> Transaction:
            transaction = Transaction()
            head = head_row(firm_id, thread_id)
            read: list[Action] = [HeadRow.unread_count.set(0), HeadRow.unread_of.remove()]
            transaction.update("head", head, read, HeadRow.address.exists() & all_seen)
            return transaction

        try:
            commit(build, clock=self._clock)
        except Refused as refused:
            return bool(refused.items["head"])
        return True
