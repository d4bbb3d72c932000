"""What template.yaml allows each function to do with the tables; the emulators check none of it."""

from functools import cache
from typing import Any

from tests.template import resources

DYNAMO = "dynamodb:"


@cache
def allowed(function: str) -> frozenset[tuple[str, str]]:
    """Each action and the table, or table/index/name, that the function of a logical id may use it on."""
    statements = [
        statement
        for policy in resources("AWS::Serverless::Function")[function]["Properties"]["Policies"]
        for statement in policy["Statement"]
    ]
    return frozenset(
        (action.removeprefix(DYNAMO), resource)
        for statement in statements
        for action in _listed(statement["Action"])
        for resource in map(_table, _listed(statement["Resource"]))
        if action.startswith(DYNAMO)
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _table(resource: dict[str, Any]) -> str:
    if "Fn::GetAtt" in resource:
        return str(resource["Fn::GetAtt"][0])
    return str(resource["Fn::Sub"]).removeprefix("${").replace(".Arn}", "")
