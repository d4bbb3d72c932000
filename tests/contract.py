"""docs/openapi.yaml as data, and whether an answer keeps to it."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.template import ROOT

_ID = "urn:leadline"


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    id: str
    method: str
    path: str
    definition: Mapping[str, Any]
    pointer: str

    @property
    def security(self) -> list[dict[str, list[str]]]:
        """Each way to sign a call in, with the roles that it takes."""
        return list(self.definition.get("security", document()["security"]))

    @property
    def is_for_programs(self) -> bool:
        """Whether an API key will do."""
        return any("apiKey" in way for way in self.security)

    @property
    def is_admins(self) -> bool:
        """Whether only an admin may do it."""
        return any("admin" in roles for way in self.security for roles in way.values())


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docs/openapi.yaml").read_text())
    return loaded


@cache
def operations() -> dict[str, Operation]:
    """Every operation by its id."""
    found = [
        Operation(definition["operationId"], method, path, definition, f"/paths/{path.replace('/', '~1')}/{method}")
        for path, methods in document()["paths"].items()
        for method, definition in methods.items()
    ]
    return {operation.id: operation for operation in found}


def check(operation_id: str, status: int, headers: Mapping[str, str], text: str) -> None:
    """Fail unless an answer is one that the document describes, with no field that it doesn't name."""
    operation = operations()[operation_id]
    assert str(status) in operation.definition["responses"], f"{operation_id} answers {status}: not documented"
    response, _ = _response(operation, str(status))
    for name, header in response.get("headers", {}).items():
        assert name.lower() in headers or header.get("required") is False, f"{operation_id} {status}: no {name}"
    if "content" not in response:
        assert not text, f"{operation_id} {status}: a body that isn't documented"
        return
    content_type = headers["content-type"]
    assert content_type in response["content"], f"{operation_id} {status}: {content_type} isn't documented"
    check_value(operation_id, str(status), content_type, json.loads(text) if content_type.endswith("json") else text)


def check_value(operation_id: str, status: str, content_type: str, value: Any) -> None:
    """Fail unless a body is one that the document describes, with no field that it doesn't name."""
    _, pointer = _response(operations()[operation_id], status)
    where = f"{pointer}/content/{content_type.replace('/', '~1')}/schema"
    validator = Draft202012Validator(
        {"$ref": f"{_ID}#{where}"}, registry=_registry(), format_checker=FormatChecker(["date-time"])
    )
    wrong = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]
    assert not wrong, f"{operation_id} {status}: {wrong}"


def _response(operation: Operation, status: str) -> tuple[dict[str, Any], str]:
    response = operation.definition["responses"][status]
    if "$ref" in response:
        name = response["$ref"].rpartition("/")[2]
        return document()["components"]["responses"][name], f"/components/responses/{name}"
    return response, f"{operation.pointer}/responses/{status}"


@cache
def _registry() -> Registry[Any]:
    return Registry[Any]().with_resource(_ID, DRAFT202012.create_resource(_closed(deepcopy(document()))))


def _closed(node: Any) -> Any:
    """Forbid what isn't named: callers may get more fields one day, but none that nobody wrote down."""
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            node.setdefault("additionalProperties", False)
        return {name: _closed(child) for name, child in node.items()}
    if isinstance(node, list):
        return [_closed(child) for child in node]
    return node
