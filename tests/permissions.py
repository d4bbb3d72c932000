"""What template.yaml allows each function to do with the tables, and what it did; the emulators check none of it."""

from collections import defaultdict
from functools import cache
from typing import Any

from tests.template import resources

DYNAMO = "dynamodb:"

# What each function used in any test of this session, by its logical id.
used: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)


@cache
def allowed(function: str) -> frozenset[tuple[str, str]]:
    """Each action and the table, or table/index/name, that the function of a logical id may use it on."""
    return frozenset(
        (action.removeprefix(DYNAMO), resource)
        for statement in _statements(function)
        for action in _listed(statement["Action"])
        for resource in map(_table, _listed(statement["Resource"]))
        if action.startswith(DYNAMO)
    )


def reads_the_secret(function: str) -> bool:
    """Whether a function may read the deployment's secret."""
    shared = {"Ref": "ReadSecrets"}
    return shared in resources("AWS::Serverless::Function")[function]["Properties"]["Policies"]


def _statements(function: str) -> list[dict[str, Any]]:
    return [
        statement
        for policy in resources("AWS::Serverless::Function")[function]["Properties"]["Policies"]
        for statement in policy.get("Statement", ())
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _table(resource: dict[str, Any]) -> str:
    if "Fn::GetAtt" in resource:
        return str(resource["Fn::GetAtt"][0])
    return str(resource["Fn::Sub"]).removeprefix("${").replace(".Arn}", "")
