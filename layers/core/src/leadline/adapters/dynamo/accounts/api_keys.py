"""API keys in the accounts table, in a partition of their own beside their firm's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.exceptions import DeleteError, UpdateError

from leadline.adapters.dynamo.tables.accounts import ApiKeyRow
from leadline.adapters.dynamo.tables.keys import api_keys_key
from leadline.adapters.dynamo.transaction import is_transient, reading
from leadline.domain.accounts.api_key import ApiKey

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class DynamoApiKeys:
    """Keys with the hashes of their secrets."""

    @reading()
    def add(self, key: ApiKey, *, secret_hash: str) -> None:
        ApiKeyRow(
            api_keys_key(key.firm_id),
            key.id,
            name=key.name,
            secret_hash=secret_hash,
            hint=key.hint,
            created_at=key.created_at,
            created_by=key.created_by,
        ).save()

    @reading()
    def of_firm(self, firm_id: str) -> Sequence[ApiKey]:
        rows = ApiKeyRow.query(api_keys_key(firm_id), scan_index_forward=False, consistent_read=True)
        return [_key(row, firm_id) for row in rows]

    @reading()
    def remove(self, firm_id: str, key_id: str) -> bool:
        try:
            ApiKeyRow(api_keys_key(firm_id), key_id).delete(ApiKeyRow.pk.exists())
        except DeleteError as error:
            if is_transient(error) or error.cause_response_code != "ConditionalCheckFailedException":
                raise
            return False
        return True

    @reading()
    def find(self, firm_id: str, key_id: str) -> tuple[ApiKey, str] | None:
        try:
            row = ApiKeyRow.get(api_keys_key(firm_id), key_id, consistent_read=True)
        except ApiKeyRow.DoesNotExist:
            return None
        return _key(row, firm_id), row.secret_hash

    @reading()
    def mark_used(self, key: ApiKey, *, at: datetime) -> None:
        row = ApiKeyRow(api_keys_key(key.firm_id), key.id)
        try:
            row.update([ApiKeyRow.last_used_at.set(at)], condition=ApiKeyRow.pk.exists())
        except UpdateError as error:  # revoked meanwhile
            if is_transient(error) or error.cause_response_code != "ConditionalCheckFailedException":
                raise


def _key(row: ApiKeyRow, firm_id: str) -> ApiKey:
    return ApiKey(
        id=row.sk,
        firm_id=firm_id,
        name=row.name,
        created_at=row.created_at,
        created_by=row.created_by,
        hint=row.hint,
        last_used_at=row.last_used_at,
    )
