"""The limits table: rate windows, double clicks, keys and seen webhooks, all with an end."""

from pynamodb.attributes import (
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from leadline.adapters.dynamo.connection import Row
from leadline.settings import settings


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
