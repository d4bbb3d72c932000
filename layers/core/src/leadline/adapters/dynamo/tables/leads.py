"""The leads table: leads, signups, and the search for them."""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from leadline.adapters.dynamo.connection import Row
from leadline.settings import settings

LEADS_SHARDS = 4


def lead_key(firm_id: str, lead_id: str) -> str:
    return f"firm#{firm_id}#lead#{lead_id}"


def signups_key(firm_id: str, thread_id: str) -> str:
    """The key in the leads table of all signups of one phone."""
    return f"firm#{firm_id}#person#{thread_id}"


def entries_key(firm_id: str, space: str, key: str) -> str:
    """The key of the search entries that share a kind and two characters, with which every query begins."""
    return f"firm#{firm_id}#{space}#{key[:3]}"


def leads_shard(firm_id: str, shard: int) -> str:
    return f"firm#{firm_id}#leads#{shard}"


class NewestIndex(GlobalSecondaryIndex["LeadRow"]):
    """Leads by when they signed up, in shards of one firm."""

    class Meta:
        index_name = "newest"
        projection = AllProjection()

    newest_shard = UnicodeAttribute(hash_key=True)
    newest_order = UnicodeAttribute(range_key=True)


class LeadRow(Row):
    """A firm's lead database."""

    class Meta:
        table_name = settings().leads_table

    SORT = "lead"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    firm_id = UnicodeAttribute()
    lead_id = UnicodeAttribute()
    thread_id = UnicodeAttribute(null=True)
    name = UnicodeAttribute(null=True)
    phone = UnicodeAttribute(null=True)
    given_phone = UnicodeAttribute(null=True)
    email = UnicodeAttribute(null=True)
    event = UnicodeAttribute(null=True)
    source = UnicodeAttribute(null=True)
    fields = JSONAttribute(null=True)
    timezone = UnicodeAttribute(null=True)
    client_id = UnicodeAttribute(null=True)
    is_primary_contact = BooleanAttribute(null=True)
    made_from = UnicodeAttribute(null=True)
    origin = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    newest_shard = UnicodeAttribute(null=True)
    newest_order = UnicodeAttribute(null=True)
    newest = NewestIndex()


class SignupRow(Row):
    """That a lead has a phone: all of one phone share a partition, newest last."""

    class Meta:
        table_name = settings().leads_table

    PREFIX = "signup#"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    lead_id = UnicodeAttribute()
    phone = UnicodeAttribute()


class EntryRow(Row):
    """One way to find somebody, with what is shown of them."""

    class Meta:
        table_name = settings().leads_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    thread_id = UnicodeAttribute(null=True)
    lead_id = UnicodeAttribute(null=True)
    name = UnicodeAttribute(null=True)
    email = UnicodeAttribute(null=True)
    phone = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute(null=True)


class IndexedRow(Row):
    """Which entries somebody has, beside their signups or their lead; `version` lets one writer at a time change them."""

    class Meta:
        table_name = settings().leads_table

    SORT = "indexed"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute(null=True)
    shown = UnicodeAttribute(null=True)
    entries = JSONAttribute(null=True)
    phone = UnicodeAttribute(null=True)
