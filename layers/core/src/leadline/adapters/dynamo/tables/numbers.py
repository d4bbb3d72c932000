"""The numbers table: carriers' facts, the same for all firms."""

from pynamodb.attributes import (
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from leadline.adapters.dynamo.connection import Row
from leadline.settings import settings


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
