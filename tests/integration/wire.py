"""Everything that goes over the wire to AWS, seen and, where a test wants it, disturbed, at the SDK's own hooks."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from types import SimpleNamespace
from typing import Any

from botocore import handlers
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

# What a test asks for itself is marked so, and isn't seen.
UNSEEN = "the-test-itself"
_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing that a request wants to do: an action on a partition of a table or index, naming these attributes."""

    action: str
    place: str
    key: str
    attributes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Call:
    """One request to DynamoDB, and each thing that it needs a permission for."""

    operation: str
    touched: frozenset[Touch]
    parsed: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def uses(self) -> frozenset[tuple[str, str]]:
        """The permissions that it needs, each an action and a table or index."""
        return frozenset((touch.action, touch.place) for touch in self.touched)

    @property
    def items(self) -> int:
        """How many items a read gave back."""
        return len(self.parsed.get("Items", []))


@dataclass(slots=True)
class Wire:
    """The requests of this test, in order; a trouble is asked about each and may answer in DynamoDB's place."""

    calls: list[Call] = field(default_factory=list)
    trouble: Callable[[Call], tuple[Any, dict[str, Any]] | None] | None = None
    afterwards: Callable[[Call], None] | None = None

    def since(self, start: int) -> list[str]:
        """The operations from a place on."""
        return [call.operation for call in self.calls[start:]]

    def refuse(self, operation: str, code: str, *, times: int = 10**6, reasons: str | None = None) -> None:
        """Answer an operation with an error; with `reasons` a cancelled transaction whose first action has that one."""
        left = iter(range(times))

        def answer(call: Call) -> tuple[Any, dict[str, Any]] | None:
            if call.operation != operation or next(left, None) is None:
                return None
            parsed: dict[str, Any] = {"Error": {"Code": code, "Message": "injected"}, "ResponseMetadata": {}}
            if reasons:
                others = [{"Code": "None"}] * (len(call.touched) - 1)
                parsed["CancellationReasons"] = [{"Code": reasons, "Message": "injected"}, *others]
            return SimpleNamespace(status_code=400), parsed

        self.trouble = answer

    def lose_answers(self, operation: str, *, times: int) -> None:
        """Let an operation happen, and its answer get lost."""
        left = iter(range(times))

        def lose(call: Call) -> None:
            if call.operation == operation and next(left, None) is not None:
                raise ReadTimeoutError(endpoint_url="https://dynamodb")

        self.afterwards = lose

    def lose_requests(self, operation: str, *, times: int) -> None:
        """Let an operation never arrive."""
        left = iter(range(times))

        def lose(call: Call) -> None:
            if call.operation == operation and next(left, None) is not None:
                raise ConnectionClosedError(endpoint_url="https://dynamodb")

        self.trouble = lose

    def calm(self) -> None:
        """End every trouble."""
        self.trouble = self.afterwards = None


_current = Wire()
# The emulator doesn't bear two writes at once.
_emulator = Lock()
_HOLDS = "leadline.holds"


def listening() -> Iterator[Wire]:
    """A wire that has carried nothing yet."""
    global _current  # noqa: PLW0603 - the SDK's hooks are global
    _current = Wire()
    yield _current
    _current = Wire()


def _before(model: Any, params: dict[str, Any], context: dict[str, Any], **_: Any) -> Any:
    if UNSEEN in params["headers"]["User-Agent"]:
        return None
    call = Call(model.name, frozenset(_touched(model.name, json.loads(params["body"]))))
    context["leadline.call"] = call
    _current.calls.append(call)
    answer = _current.trouble(call) if _current.trouble else None
    if answer is None:
        _emulator.acquire()
        context[_HOLDS] = True
    return answer


def _after(parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    _let_go(context)
    call: Call | None = context.get("leadline.call")
    if call is None:
        return
    call.parsed.update(parsed)
    if _current.afterwards:
        _current.afterwards(call)


def _let_go(context: dict[str, Any], **_: Any) -> None:
    if context.pop(_HOLDS, False):
        _emulator.release()


def _touched(operation: str, body: dict[str, Any]) -> Iterator[Touch]:
    if operation == "TransactWriteItems":
        for item in body["TransactItems"]:
            for kind, action in item.items():
                yield _one(_TRANSACTION[kind], action)
    elif "RequestItems" in body:
        for table, wanted in body["RequestItems"].items():
            keys = wanted["Keys"] if operation == "BatchGetItem" else map(_written, wanted)
            yield from (Touch(operation, table, _text(key["pk"])) for key in keys)
    elif operation == "Query":
        place = "/index/".join(filter(None, (body["TableName"], body.get("IndexName"))))
        yield Touch(operation, place, _queried(body))
    elif "Key" in body or "Item" in body:
        yield _one(operation, body)
    elif "TableName" in body:
        yield Touch(operation, body["TableName"], key="")


def _written(write: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = write["PutRequest"]["Item"] if "PutRequest" in write else write["DeleteRequest"]["Key"]
    return row


def _one(action: str, body: dict[str, Any]) -> Touch:
    row = body.get("Key") or body["Item"]
    named = frozenset({*row, *body.get("ExpressionAttributeNames", {}).values()})
    return Touch(action, body["TableName"], _text(row["pk"]), named)


def _queried(body: dict[str, Any]) -> str:
    """The partition that a query reads: the first thing that its condition asks to be equal."""
    equal = re.search(r"#?\w+ = (:\w+)", body["KeyConditionExpression"])
    assert equal, body["KeyConditionExpression"]
    return _text(body["ExpressionAttributeValues"][equal[1]])


def _text(value: dict[str, str]) -> str:
    return value["S"]


handlers.BUILTIN_HANDLERS += [
    ("before-call.dynamodb", _before),
    ("after-call.dynamodb", _after),
    ("after-call-error.dynamodb", _let_go),
]
