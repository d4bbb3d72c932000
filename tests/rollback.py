"""Lets moto take a failed transaction back without a deep copy of a whole table for each item of every transaction.

Rows are never changed in place, so a table's copy may share them. What an update changes of a row it replaces, but for
sets, which it fills and empties; of lists and maps ours have none.
"""

import threading
from collections import defaultdict
from copy import copy
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

_update_in_place = DynamoDBBackend.update_item
_one_at_a_time = threading.Lock()


def _update(backend: DynamoDBBackend, table_name: str, key: dict[str, Any], *args: Any, **more: Any) -> Any:
    with _one_at_a_time:
        row = backend.get_item(table_name, key)
        if row is not None:
            twin = copy(row)
            twin.attrs = copy(row.attrs)
            twin.attrs.update({name: _own(value) for name, value in row.attrs.items()})
            rows: Any = backend.tables[table_name].items
            if row.range_key is None:
                rows[row.hash_key] = twin
            else:
                rows[row.hash_key][row.range_key] = twin
        return _update_in_place(backend, table_name, key, *args, **more)


def _own(value: DynamoType) -> DynamoType:
    if not value.is_set():
        return value
    twin = copy(value)
    twin.value = list(value.value)
    return twin


def _copy(table: Table, _memo: dict[int, Any]) -> Table:
    twin = copy(table)
    twin.items = defaultdict(dict)
    items: dict[Any, Any] = table.items
    for key, rows in items.items():
        twin.items[key] = dict(rows) if isinstance(rows, dict) else rows
    if table.stream_shard:
        twin.stream_shard = copy(table.stream_shard)
        twin.stream_shard.items = list(table.stream_shard.items)
        twin.stream_shard.table = twin
    return twin


def make_cheap() -> None:
    """From now on, in this process."""
    DynamoDBBackend.update_item = _update  # type: ignore[method-assign,assignment]  # it takes the same
    Table.__deepcopy__ = _copy  # type: ignore[attr-defined]  # it has none of its own
