"""Lets moto answer what is asked of rows in the form in which it has them, instead of by each name that each field may have.

A table's own description, which has other names inside, still goes the long way; so do errors.
"""

import base64
import json
from typing import Any

from moto.core.responses import ActionContext
from moto.dynamodb.responses import DynamoResult

OF_ROWS = {"BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"}
HEADERS = {"Content-Type": "application/x-amz-json-1.0"}

_the_long_way = DynamoResult.execute_result


def _answer(result: DynamoResult, context: ActionContext) -> Any:
    if context.operation_model.name not in OF_ROWS or not isinstance(result.result, dict):
        return _the_long_way(result, context)
    told = {name: value for name, value in result.result.items() if value is not None}
    return 200, dict(HEADERS), json.dumps(told, default=_as_text)


def _as_text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def make_cheap() -> None:
    """From now on, in this process."""
    DynamoResult.execute_result = _answer  # type: ignore[assignment,method-assign]  # it takes the same
