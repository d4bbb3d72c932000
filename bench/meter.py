"""What requests to DynamoDB cost: their units, computed from the sizes of the items as AWS's documentation says.

A write takes one unit for each kilobyte that is begun, in a transaction two; a check of a condition as much as a write.
An index takes a unit of its own where what it shows changes, and two where its key does. A read takes half a unit for each
four kilobytes that are begun, and a whole one if it is consistent.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import boto3
from botocore import handlers
from botocore.config import Config

from tests.template import table_definitions

Item = dict[str, Any]
UNSEEN = "the-meter-itself"


def size(item: Item) -> int:
    """The bytes of an item as DynamoDB counts them."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def _size(value: dict[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(str(content).encode())
        case "B":
            return len(bytes(content))
        case "N":
            digits = str(content).lstrip("-").strip("0").replace(".", "")
            return math.ceil(len(digits) / 2) + (2 if content[0] == "-" else 1)
        case "L":
            return 3 + sum(1 + _size(each) for each in content)
        case "M":
            return 3 + sum(1 + len(name.encode()) + _size(each) for name, each in content.items())
        case _:
            return 1


@dataclass(slots=True)
class Meter:
    """What has been used since it was set to nothing."""

    names: dict[str, str]
    trips: list[str] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    written: list[float] = field(default_factory=list)

    def reset(self) -> None:
        """Set it to nothing. (Lists, for several threads count at the same time.)"""
        everything: tuple[list[Any], ...] = (self.trips, self.items, self.read, self.written)
        for counted in everything:
            counted.clear()

    def before(self, operation: str, body: dict[str, Any]) -> list[tuple[str, Item]]:
        """The items that a request is about to write, as they are."""
        return [(table, self._item(table, key)) for table, key in _keys(operation, body, self.names)]

    def after(
        self, operation: str, body: dict[str, Any], before: list[tuple[str, Item]], answer: dict[str, Any]
    ) -> None:
        """Count a request; a refused one costs as much."""
        self.trips.append(operation)
        factor = 2 if operation == "TransactWriteItems" else 1
        for (table, old), (_, key) in zip(before, _keys(operation, body, self.names), strict=True):
            new = self._item(table, key)
            self.written.append(factor * _kilobytes(max(size(old), size(new))))
            self.written += [_in_index(index, old, new, key) for index in _indexes(self.names[table])]
        found = answer.get("Items") or ([answer["Item"]] if "Item" in answer else [])
        if operation in ("Query", "GetItem"):
            self.items.append(len(found))
            blocks = max(1, math.ceil(sum(map(size, found)) / 4096))
            self.read.append(blocks if body.get("ConsistentRead") else blocks / 2)

    def _item(self, table: str, key: Item) -> Item:
        found: Item = _client().get_item(TableName=table, Key=key, ConsistentRead=True).get("Item", {})
        return found


def _keys(operation: str, body: dict[str, Any], names: dict[str, str]) -> Iterator[tuple[str, Item]]:
    """The table and the key of everything that a request writes or checks."""
    actions = [body] if operation in ("PutItem", "UpdateItem", "DeleteItem") else []
    actions += [action for item in body.get("TransactItems", []) for action in item.values()]
    for action in actions:
        table = action["TableName"]
        keys = [key["AttributeName"] for key in table_definitions()[names[table]]["KeySchema"]]
        yield table, action.get("Key") or {key: action["Item"][key] for key in keys}


def _indexes(table: str) -> list[dict[str, Any]]:
    return list(table_definitions()[table].get("GlobalSecondaryIndexes", []))


def _in_index(index: dict[str, Any], old: Item, new: Item, key: Item) -> float:
    """The units that a write takes in an index."""
    keys = [each["AttributeName"] for each in index["KeySchema"]]
    shown = [_shown(item, keys, key, everything=index["Projection"]["ProjectionType"] == "ALL") for item in (old, new)]
    if shown[0] == shown[1]:
        return 0
    was, now = (_kilobytes(size(item)) if item else 0 for item in shown)
    same_place = was and now and [shown[0][name] for name in keys] == [shown[1][name] for name in keys]
    return max(was, now) if same_place else was + now


def _shown(item: Item, keys: list[str], key: Item, *, everything: bool) -> Item:
    if not all(name in item for name in keys):
        return {}
    return item if everything else {name: item[name] for name in (*keys, *key)}


def _kilobytes(bytes_: int) -> int:
    return max(1, math.ceil(bytes_ / 1024))


@cache
def _client() -> Any:
    return boto3.client("dynamodb", config=Config(user_agent_extra=UNSEEN))


_current: list[Meter] = []


def listen(meter: Meter) -> None:
    """Let a meter count from now on; before the first client is made."""
    _current[:] = [meter]


def _before(model: Any, params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    if _current and UNSEEN not in params["headers"]["User-Agent"]:
        body = json.loads(params["body"])
        context["bench"] = model.name, body, _current[0].before(model.name, body)


def _after(parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    if "bench" in context:
        operation, body, before = context["bench"]
        _current[0].after(operation, body, before, parsed)


handlers.BUILTIN_HANDLERS += [("before-call.dynamodb", _before), ("after-call.dynamodb", _after)]
