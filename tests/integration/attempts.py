"""What one firm may try with another's ids, read from docs/openapi.yaml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests import contract

# What a value of the document names: something of a firm's, or nothing; then it is what a request has to say there.
OF_A_FIRM = frozenset(
    "threadId messageId leadId lineId batchId recipientPhone cursor before Idempotency-Key messageKey "
    "MessageSid MessagingServiceSid From To phone q keyId importId".split()
)
NAMES_NOTHING = {
    "message": "May I try this?",
    "messageType": "sms",
    "recipientName": "Sam",
    "recipientEmail": None,
    "scheduledAt": None,
    "limit": "10",
    "index": "0",
    "part": "1",
    "event": "",
    "clientId": "",
    "name": "Sam",
    "email": None,
    "source": None,
    "fields": None,
    "timezone": None,
    "isPrimaryContact": None,
    "note": "May I try this?",
    "kind": "leads",
    "fileName": "leads.csv",
    "delimiter": ",",
    "firstRow": 1,
    "hasHeader": True,
    "columns": ["name"],
    "AccountSid": None,
    "Body": "May I try this?",
    "NumMedia": "0",
    "OptOutType": "",
    "MessageStatus": "delivered",
    "ErrorCode": "",
}
# What the document doesn't call required, and yet something of it must be said.
SAID = frozenset({"name"})


@dataclass(frozen=True, slots=True)
class Field:
    """A value that a caller gives: in the path, the query, a header or the body."""

    operation: str
    place: str
    name: str
    required: bool

    @property
    def is_of_a_firm(self) -> bool:
        """Whether it names something of a firm's; fails for one that nobody has judged."""
        assert (self.name in OF_A_FIRM) is not (self.name in NAMES_NOTHING), (
            f"{self.operation} has a new {self.place} value, {self.name}. If it names something that belongs to a firm, "
            f"put it into OF_A_FIRM of {__name__} and what a firm has by that name into `furnish` of test_two_firms; "
            f"else put it into NAMES_NOTHING, with a value that a request may have there."
        )
        return self.name in OF_A_FIRM


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request whose `tried` values are another's, and whose other ones are the caller's own."""

    operation: contract.Operation
    tried: tuple[Field, ...]
    own: tuple[Field, ...] = ()
    plain: tuple[Field, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        beside = f" beside one's own {', '.join(each.name for each in self.own)}" if self.own else ""
        return f"{self.operation.id}: {', '.join(each.name for each in self.tried)}{beside}"

    def values(self, place: str, *, mine: Mapping[str, str], tried: Mapping[str, str]) -> dict[str, Any]:
        """The values in a place of the request."""
        sources = ((self.plain, NAMES_NOTHING), (self.own, mine), (self.tried, tried))
        return {one.name: source[one.name] for fields, source in sources for one in fields if one.place == place}


def attempts(operation: contract.Operation) -> list[Attempt]:
    """Every id alone, each beside each other one of the caller's own, and all at once."""
    return list(_attempts(operation))


def plain_call(operation: contract.Operation) -> Attempt:
    """What somebody says who has every right to: all that the operation must be told."""
    needed = tuple(one for one in fields(operation) if one.required)
    ids = tuple(one for one in needed if one.is_of_a_firm)
    return Attempt(operation, ids, (), tuple(one for one in needed if one not in ids))


def _attempts(operation: contract.Operation) -> Iterator[Attempt]:
    everything = list(fields(operation))
    plain = tuple(one for one in everything if one.name in NAMES_NOTHING and (one.required or one.name in SAID))
    ids = [one for one in everything if one.name in OF_A_FIRM]
    for tried in ids:
        needed = tuple(one for one in ids if one.required and one is not tried)
        yield Attempt(operation, (tried,), needed, plain)
        for beside in ids:
            if not beside.required and beside is not tried:
                yield Attempt(operation, (tried,), (*needed, beside), plain)
    if len(ids) > 1:
        yield Attempt(operation, tuple(ids), (), plain)


def fields(operation: contract.Operation) -> Iterator[Field]:
    """Every value that an operation takes."""
    for given in operation.definition.get("parameters", []):
        parameter = resolve(given)
        if "enum" in parameter["schema"]:
            continue  # one of the document's own words names nothing of anybody's
        yield Field(operation.id, parameter["in"], parameter["name"], parameter["required"])
    for content in operation.definition.get("requestBody", {}).get("content", {}).values():
        schema = resolve(content["schema"])
        for name, given in schema["properties"].items():
            kinds = resolve(given).get("type", "anything")
            only_texts = ({kinds} if isinstance(kinds, str) else set(kinds)) <= {"string", "null"}
            assert only_texts or name in NAMES_NOTHING, (
                f"{operation.id} has a body field, {name}, that isn't a text: teach {__name__} to look for ids inside it."
            )
            yield Field(operation.id, "body", name, name in schema.get("required", []))


def resolve(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference of the document refers to."""
    if "$ref" not in node:
        return node
    found: Any = contract.document()
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return resolve(found)
