"""How things lie in the tables; rows never leave the adapters. Every key but the carriers' facts starts with the firm."""

from datetime import UTC, datetime

from pynamodb.attributes import (
    BinaryAttribute,
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
from leadline.domain.thread import fingerprint
from leadline.settings import settings

INBOX_SHARDS = 4
OPT_OUT_SHARDS = 4
DUE_SHARDS = 4


def firm_key(firm_id: str) -> str:
    return f"firm#{firm_id}"


def thread_key(firm_id: str, thread_id: str) -> str:
    return f"firm#{firm_id}#thread#{thread_id}"


def person_key(firm_id: str, thread_id: str) -> str:
    """The key of a counterpart's opt-outs: a hash of the address, so that erasing a person needn't forget their STOP."""
    return f"firm#{firm_id}#person#{fingerprint(thread_id)}"


def user_key(firm_id: str, user_id: str) -> str:
    return f"firm#{firm_id}#user#{user_id}"


def api_keys_key(firm_id: str) -> str:
    """Beside the firm's own partition, which every send reads."""
    return f"firm#{firm_id}#keys"


def message_sort(message_id: str) -> str:
    return f"message#{message_id}"


def inbox_shard(firm_id: str, shard: int) -> str:
    return f"firm#{firm_id}#inbox#{shard}"


def unread_key(firm_id: str) -> str:
    """Not in shards: a head is written into this index when it becomes unread, not with every text."""
    return f"firm#{firm_id}#unread"


def opt_out_shard(firm_id: str, shard: int) -> str:
    return f"firm#{firm_id}#opt-outs#{shard}"


def due_shard(shard: int) -> str:
    return f"due#{shard}"


def inbox_order(at: datetime, thread_id: str) -> str:
    """Sorts by time, and by thread where two times are equal."""
    return f"{at.astimezone(UTC).isoformat(timespec='milliseconds')}#{thread_id}"


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


class ListedIndex(GlobalSecondaryIndex["OptOutRow"]):
    """Who has opted out, by when, in shards of one firm."""

    class Meta:
        index_name = "listed"
        projection = AllProjection()

    list_shard = UnicodeAttribute(hash_key=True)
    list_order = UnicodeAttribute(range_key=True)


class OptOutRow(Row):
    """The legal record: the present state of an address, in the index while it is opted out, and beside it every change.

    A state has the thread's id for the list to show the address by; an erasure takes it away, and the row from the list.
    """

    class Meta:
        table_name = settings().opt_outs_table

    STATE = "state"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    opted_out = BooleanAttribute(null=True)
    changed_at = UTCDateTimeAttribute(null=True)
    exact = BooleanAttribute(null=True)
    action = UnicodeAttribute(null=True)
    source = UnicodeAttribute(null=True)
    provider_id = UnicodeAttribute(null=True)
    text = UnicodeAttribute(null=True)
    user_id = UnicodeAttribute(null=True)
    user_name = UnicodeAttribute(null=True)
    message_id = UnicodeAttribute(null=True)
    thread_id = UnicodeAttribute(null=True)
    lead_said_stop = BooleanAttribute(null=True)
    list_shard = UnicodeAttribute(null=True)
    list_order = UnicodeAttribute(null=True)
    listed = ListedIndex()


class NumberRow(Row):
    """Carriers' facts about a phone, the same for all firms; nothing else belongs here."""

    class Meta:
        table_name = settings().numbers_table

    pk = UnicodeAttribute(hash_key=True)
    refusal = UnicodeAttribute(null=True)
    learned_at = UTCDateTimeAttribute(null=True)
    line_type = UnicodeAttribute(null=True)
    carrier_name = UnicodeAttribute(null=True)
    looked_up_at = UTCDateTimeAttribute(null=True)
    ask_again_at = UTCDateTimeAttribute(null=True)
    asked_at = UTCDateTimeAttribute(null=True)


class AccountsRow(Row):
    """The accounts table: a firm, its lines and users in one partition; numbers and quarantine beside them."""

    class Meta:
        table_name = settings().accounts_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()


class FirmRow(AccountsRow, discriminator="firm"):
    SORT = "firm"

    name = UnicodeAttribute()
    two_way = BooleanAttribute()
    region = UnicodeAttribute(null=True)
    thread_key = BinaryAttribute(legacy_encoding=False)
    created_at = UTCDateTimeAttribute()


class SweepIndex(GlobalSecondaryIndex["LineRow"]):
    """Active lines of all firms, by when we last tried to compare their inbound with the provider's list."""

    class Meta:
        index_name = "sweep"
        projection = AllProjection()

    sweep_shard = UnicodeAttribute(hash_key=True)
    swept_at = UTCDateTimeAttribute(range_key=True)


class LineRow(AccountsRow, discriminator="line"):
    """An identity that the firm sends from; in the sweep index while active."""

    firm_id = UnicodeAttribute()
    line_id = UnicodeAttribute()
    type = UnicodeAttribute()
    address = UnicodeAttribute()
    provider_account = UnicodeAttribute()
    messaging_service = UnicodeAttribute(null=True)
    active = BooleanAttribute()
    is_default = BooleanAttribute()
    sweep_shard = UnicodeAttribute(null=True)
    swept_at = UTCDateTimeAttribute()
    swept_until = UTCDateTimeAttribute()
    sweep = SweepIndex()


class UserRow(AccountsRow, discriminator="user"):
    user_id = UnicodeAttribute()
    name = UnicodeAttribute()
    email = UnicodeAttribute()
    role = UnicodeAttribute()


class ApiKeyRow(AccountsRow, discriminator="key"):
    """A program's key, by its id; of its secret only a hash."""

    name = UnicodeAttribute()
    secret_hash = UnicodeAttribute()
    hint = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    created_by = UnicodeAttribute()
    last_used_at = UTCDateTimeAttribute(null=True)


class AddressRow(AccountsRow, discriminator="address"):
    """Whose a number or Messaging Service is: the way from a webhook to its firm, and one owner at a time."""

    SORT = "owner"

    firm_id = UnicodeAttribute()
    line_id = UnicodeAttribute()


class QuarantineRow(AccountsRow, discriminator="quarantine"):
    """A text for a number that no firm has."""

    SORT = "quarantine"

    sender = UnicodeAttribute()
    recipient = UnicodeAttribute()
    body = UnicodeAttribute()
    received_at = UTCDateTimeAttribute()


class RateRow(Row):
    """A user's last ten sends, newest first, in milliseconds since 1970."""

    class Meta:
        table_name = settings().limits_table

    SORT = "rate"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    expires_at = NumberAttribute(null=True)
    t0 = NumberAttribute(null=True)
    t1 = NumberAttribute(null=True)
    t2 = NumberAttribute(null=True)
    t3 = NumberAttribute(null=True)
    t4 = NumberAttribute(null=True)
    t5 = NumberAttribute(null=True)
    t6 = NumberAttribute(null=True)
    t7 = NumberAttribute(null=True)
    t8 = NumberAttribute(null=True)
    t9 = NumberAttribute(null=True)


class GuardRow(Row):
    """One message stands for all its repeats: double clicks, idempotency keys, and webhooks already seen."""

    class Meta:
        table_name = settings().limits_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    thread_id = UnicodeAttribute()
    message_id = UnicodeAttribute()
    request = UnicodeAttribute(null=True)
    open = BooleanAttribute(null=True)
    failed = BooleanAttribute(null=True)
    clicked_at = NumberAttribute(null=True)
    closed_at = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)
