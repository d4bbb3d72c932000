"""The opt-outs table: the legal record."""

from pynamodb.attributes import (
    BooleanAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from leadline.adapters.dynamo.connection import Row
from leadline.settings import settings


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
