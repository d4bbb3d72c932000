"""How imports lie in the leads' table: beside the leads, so that a firm's erasure takes them, too; they expire by themselves."""

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from leadline.adapters.dynamo.connection import Row
from leadline.settings import settings


def imports_key(firm_id: str) -> str:
    """The key in the leads table of a firm's imports, newest last."""
    return f"firm#{firm_id}#imports"


def told_key(firm_id: str, import_id: str) -> str:
    """The key of what is told of one file's rows."""
    return f"firm#{firm_id}#import#{import_id}"


class ImportRow(Row):
    """An uploaded file, and how far it has been read."""

    class Meta:
        table_name = settings().leads_table

    PREFIX = "import#"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    type = UnicodeAttribute()
    file_name = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    user_id = UnicodeAttribute()
    user_name = UnicodeAttribute()
    stage = UnicodeAttribute()
    problem = UnicodeAttribute(null=True)
    plan = JSONAttribute(null=True)
    encoding = UnicodeAttribute(null=True)
    size = NumberAttribute(null=True)
    version = UnicodeAttribute(null=True)
    place = NumberAttribute(null=True)
    row = NumberAttribute(null=True)
    heading = UnicodeAttribute(null=True)
    rows = NumberAttribute(null=True)
    added = NumberAttribute(null=True)
    repeated = NumberAttribute(null=True)
    refused = NumberAttribute(null=True)
    noted = NumberAttribute(null=True)
    bad_phones = NumberAttribute(null=True)
    expires_at = NumberAttribute()


class ToldRowRow(Row):
    """What is told of a row of a file that wasn't taken, or not all of it; with its phone, so that erasing a person finds it."""

    class Meta:
        table_name = settings().leads_table

    PREFIX = "refused#"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    row = NumberAttribute()
    field = UnicodeAttribute(null=True)
    reason = UnicodeAttribute()
    text = UnicodeAttribute()
    is_kept = BooleanAttribute(null=True)
    phone = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()
