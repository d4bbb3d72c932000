"""What template.yaml allows each function to do with the tables, and what it did; the emulators check none of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from tests.template import resources, template

DYNAMO = "dynamodb:"
KEYS, ATTRIBUTES = "dynamodb:LeadingKeys", "dynamodb:Attributes"

# What each function used in any test of this session, by its logical id.
used: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)


@dataclass(frozen=True, slots=True)
class Right:
    """One action on a table, or table/index/name; on rows and attributes of these patterns only, where there are some."""

    action: str
    place: str
    keys: tuple[str, ...] = ()
    attributes: frozenset[str] = frozenset()

    @property
    def use(self) -> tuple[str, str]:
        return self.action, self.place

    def covers(self, action: str, place: str, key: str, attributes: frozenset[str]) -> bool:
        """Whether it lets a call do this, as IAM's StringLike would say."""
        return (
            (action, place) == self.use
            and (not self.keys or any(fnmatchcase(key, pattern) for pattern in self.keys))
            and (not self.attributes or attributes <= self.attributes)
        )


def statements(function: str) -> Iterator[dict[str, Any]]:
    """Each statement of a function's policies, its own and the shared ones."""
    for policy in _policies(function):
        shared = template()["Resources"][policy["Ref"]]["Properties"]["PolicyDocument"] if "Ref" in policy else policy
        yield from shared["Statement"]


@cache
def rights(function: str) -> frozenset[Right]:
    """What the function of a logical id may do with the tables."""
    return frozenset(
        Right(action.removeprefix(DYNAMO), place, *_limits(statement))
        for statement in statements(function)
        for action in listed(statement["Action"])
        for place in map(_table, listed(statement["Resource"]))
        if action.startswith(DYNAMO) and "StreamArn" not in str(statement["Resource"])
    )


@cache
def allowed(function: str) -> frozenset[tuple[str, str]]:
    """Each action and the table, or table/index/name, that the function of a logical id may use it on."""
    return frozenset(right.use for right in rights(function))


def reads_the_secret(function: str) -> bool:
    """Whether a function may read the deployment's secret."""
    return {"Ref": "ReadSecrets"} in _policies(function)


def listed(value: Any) -> list[Any]:
    """A list of what IAM lets stand alone."""
    return value if isinstance(value, list) else [value]


def _policies(function: str) -> list[dict[str, Any]]:
    return listed(resources("AWS::Serverless::Function")[function]["Properties"]["Policies"])


def _limits(statement: dict[str, Any]) -> tuple[tuple[str, ...], frozenset[str]]:
    limits: dict[str, Any] = statement.get("Condition", {}).get("ForAllValues:StringLike", {})
    return tuple(limits.get(KEYS, ())), frozenset(limits.get(ATTRIBUTES, ()))


def _table(resource: dict[str, Any]) -> str:
    if "Fn::GetAtt" in resource:
        return str(resource["Fn::GetAtt"][0])
    return str(resource["Fn::Sub"]).removeprefix("${").replace(".Arn}", "")
