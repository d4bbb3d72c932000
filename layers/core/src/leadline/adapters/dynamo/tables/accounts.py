"""The accounts table: firms, their lines, users and keys."""

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    DiscriminatorAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from leadline.adapters.dynamo.connection import Row
from leadline.settings import settings


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
    provider = UnicodeAttribute(null=True)
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
