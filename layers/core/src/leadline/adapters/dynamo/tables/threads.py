"""The threads table: conversations, their messages, and what is due."""

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection

from leadline.adapters.dynamo.connection import Row
from leadline.adapters.dynamo.tables.keys import thread_key, unread_key
from leadline.settings import settings


class ThreadsRow(Row):
    """The threads table: a thread's head and its messages share a partition; the head sorts after the messages."""

    class Meta:
        table_name = settings().threads_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()


def head_row(firm_id: str, thread_id: str) -> "HeadRow":
    """Return the key of a thread's head, to update it by."""
    return HeadRow(thread_key(firm_id, thread_id), HeadRow.SORT)


class InboxIndex(GlobalSecondaryIndex["HeadRow"]):
    """Heads by activity, in shards of one firm."""

    class Meta:
        index_name = "inbox"
        projection = AllProjection()

    inbox_shard = UnicodeAttribute(hash_key=True)
    inbox_order = UnicodeAttribute(range_key=True)


class HeadRow(ThreadsRow, discriminator="head"):
    """What the inbox shows of a thread; in the inbox index once a message was exchanged.

    What became of a message is kept as sets of ids: to add or take away one needs no condition, whichever message is the
    newest by then. Each newest message starts both sets anew.
    """

    SORT = "thread"

    thread_id = UnicodeAttribute(null=True)
    address = UnicodeAttribute(null=True)
    name = UnicodeAttribute(null=True)
    lead_id = UnicodeAttribute(null=True)
    unread_count = NumberAttribute(null=True)
    last_id = UnicodeAttribute(null=True)
    last_direction = UnicodeAttribute(null=True)
    last_preview = UnicodeAttribute(null=True)
    last_at = UTCDateTimeAttribute(null=True)
    last_user_id = UnicodeAttribute(null=True)
    last_user_name = UnicodeAttribute(null=True)
    last_media = JSONAttribute(null=True)
    unsettled = UnicodeSetAttribute(null=True)
    failed = UnicodeSetAttribute(null=True)
    last_inbound_id = UnicodeAttribute(null=True)
    lead_order = UnicodeAttribute(null=True)
    opted_out = BooleanAttribute(null=True)
    number_refusal = UnicodeAttribute(null=True)
    number_checked_at = UTCDateTimeAttribute(null=True)
    number_ask_again_at = UTCDateTimeAttribute(null=True)
    check_asked_at = UTCDateTimeAttribute(null=True)
    number_gone_at = UTCDateTimeAttribute(null=True)
    blocked_at = UTCDateTimeAttribute(null=True)
    unblocked_at = UTCDateTimeAttribute(null=True)
    inbox_shard = UnicodeAttribute(null=True)
    inbox_order = UnicodeAttribute(null=True)
    inbox = InboxIndex()
    unread_of = UnicodeAttribute(null=True)


class UnreadIndex(GlobalSecondaryIndex["UnreadRow"]):
    """Heads with texts that nobody has read, of one firm."""

    class Meta:
        index_name = "unread"
        projection = KeysOnlyProjection()

    unread_of = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class UnreadRow(Row):
    """The keys of an unread head, to be counted; without a discriminator, since the index holds only keys."""

    class Meta:
        table_name = settings().threads_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    unread_of = UnicodeAttribute(null=True)
    unread = UnreadIndex()

    @classmethod
    def count_up_to(cls, most: int, *, firm_id: str) -> int:
        """Count in one query: so many keys are fewer bytes than it reads at once. (PynamoDB's own count goes on.)"""
        found = cls._get_connection().query(
            unread_key(firm_id), index_name=UnreadIndex.Meta.index_name, limit=most, select="COUNT"
        )
        return int(found["Count"])


class MessageRow(ThreadsRow, discriminator="message"):
    """One message; in the due index while something of it is to be checked."""

    firm_id = UnicodeAttribute()
    thread_id = UnicodeAttribute()
    address = UnicodeAttribute()
    direction = UnicodeAttribute()
    status = UnicodeAttribute()
    body = UnicodeAttribute()
    segments = NumberAttribute()
    created_at = UTCDateTimeAttribute()
    line_id = UnicodeAttribute(null=True)
    provider_account = UnicodeAttribute(null=True)
    provider_id = UnicodeAttribute(null=True)
    user_id = UnicodeAttribute(null=True)
    user_name = UnicodeAttribute(null=True)
    lead_id = UnicodeAttribute(null=True)
    batch_id = UnicodeAttribute(null=True)
    idempotency_key = UnicodeAttribute(null=True)
    reason = JSONAttribute(null=True)
    media = JSONAttribute(null=True)
    absent_since = UTCDateTimeAttribute(null=True)
    asks_to_stop = BooleanAttribute(null=True)
    due_shard = UnicodeAttribute(null=True)
    due_at = UTCDateTimeAttribute(null=True)


class DueIndex(GlobalSecondaryIndex["DueRow"]):
    """Messages of all firms that something is to be done about, by time."""

    class Meta:
        index_name = "due"
        projection = KeysOnlyProjection()

    due_shard = UnicodeAttribute(hash_key=True)
    due_at = UTCDateTimeAttribute(range_key=True)


class DueRow(Row):
    """The keys of a due message; without a discriminator, since the index holds only keys."""

    class Meta:
        table_name = settings().threads_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    due_shard = UnicodeAttribute(null=True)
    due_at = UTCDateTimeAttribute(null=True)
    due = DueIndex()
