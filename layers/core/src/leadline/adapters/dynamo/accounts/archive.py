"""All that is kept about a lead or a firm: shown as it lies in the tables, erased, or reduced to what must stay.

For an operator, not for the functions: it scans whole tables, since nothing else needs their rows by phone or by firm.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pynamodb.models import Model

from leadline.adapters.dynamo import connection
from leadline.adapters.dynamo.tables.accounts import AccountsRow, FirmRow
from leadline.adapters.dynamo.tables.keys import firm_key, person_key, thread_key
from leadline.adapters.dynamo.tables.leads import LeadRow, signups_key
from leadline.adapters.dynamo.tables.limits import GuardRow
from leadline.adapters.dynamo.tables.opt_outs import OptOutRow
from leadline.adapters.dynamo.tables.threads import ThreadsRow
from leadline.domain.ports.accounts import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = dict[str, Any]
ERASED = "erased"
# What an opt-out says beyond the fact, the time and the source; without them it is in no list, either.
PERSONAL = (
    "text", "provider_id", "message_id", "user_id", "user_name", "thread_id", "list_shard", "list_order",
)  # fmt: skip
# Nobody outside may have them: who has the key reads addresses out of threads' ids.
_SECRETS = ("thread_key", "secret_hash")


class DynamoArchive:
    """Every table, by the person or the firm that a row is about."""

    def of_lead(self, firm_id: str, thread_id: str, address: str) -> Iterator[Record]:
        for name, model, items in self._lead(firm_id, thread_id, address):
            yield from (_record(name, item) for item in items if model is not GuardRow)

    def of_firm(self, firm_id: str) -> Iterator[Record]:
        for name, model, items in self._firm(firm_id):
            yield from (_record(name, item) for item in items if model is not GuardRow)

    def erase_lead(self, firm_id: str, thread_id: str, address: str) -> Counter[str]:
        return self._erase(self._lead(firm_id, thread_id, address), lines_stay=True)

    def erase_firm(self, firm_id: str) -> Counter[str]:
        return self._erase(self._firm(firm_id), lines_stay=False)

    def _lead(self, firm_id: str, thread_id: str, address: str) -> Iterator[tuple[str, type[Model], Iterator[Item]]]:
        of_firm = _begins(firm_id)
        yield (
            "leads",
            LeadRow,
            _scan(LeadRow, f"{of_firm[0]} AND phone = :phone", of_firm[1] | {":phone": {"S": address}}),
        )
        yield "leads", LeadRow, _query(LeadRow, signups_key(firm_id, thread_id))
        yield "threads", ThreadsRow, _query(ThreadsRow, thread_key(firm_id, thread_id))
        guards = f"{of_firm[0]} AND thread_id = :thread"
        yield "guards", GuardRow, _scan(GuardRow, guards, of_firm[1] | {":thread": {"S": thread_id}})
        yield "opt_outs", OptOutRow, _query(OptOutRow, person_key(firm_id, thread_id))

    def _firm(self, firm_id: str) -> Iterator[tuple[str, type[Model], Iterator[Item]]]:
        """A firm's rows; its own stays to the last, and the claims on its numbers go with its lines."""
        condition, values = _begins(firm_id)
        accounts = list(_scan(AccountsRow, f"{condition} OR firm_id = :id", {**values, ":id": {"S": firm_id}}))
        accounts.sort(key=lambda item: item["sk"]["S"] == FirmRow.SORT)
        yield "accounts", AccountsRow, iter(accounts)
        for name, model in (("leads", LeadRow), ("threads", ThreadsRow), ("guards", GuardRow), ("opt_outs", OptOutRow)):
            yield name, model, _scan(model, condition, values)

    def _erase(self, tables: Iterable[tuple[str, type[Model], Iterator[Item]]], *, lines_stay: bool) -> Counter[str]:
        """Erase row by row; each step may be repeated, so a run that broke off is simply run again."""
        done: Counter[str] = Counter()
        for name, model, items in tables:
            for item in items:
                if model is OptOutRow:
                    changed = _reduce(model, item, remove=PERSONAL)
                elif model is AccountsRow and item["sk"]["S"] == FirmRow.SORT:
                    changed = _reduce(model, item, put={"name": {"S": ERASED}, "two_way": {"BOOL": False}})
                elif model is GuardRow and lines_stay and item["sk"]["S"].startswith("inbound#"):
                    # Or the next sweep would find the erased text in the provider's list, and take it in as new.
                    changed = _reduce(model, item, put={"thread_id": {"S": ERASED}})
                else:
                    changed = _delete(model, item)
                done[name] += changed
        return done


def _begins(firm_id: str) -> tuple[str, Item]:
    """The condition for a firm's own rows."""
    own = firm_key(firm_id)
    return "(pk = :own OR begins_with(pk, :below))", {":own": {"S": own}, ":below": {"S": f"{own}#"}}


def _client() -> Any:
    """The SDK's own client, whose methods PynamoDB's types don't know."""
    return connection.shared.client


def _scan(model: type[Model], condition: str, values: Item) -> Iterator[Item]:
    pages = (
        _client()
        .get_paginator("scan")
        .paginate(
            TableName=model.Meta.table_name,
            FilterExpression=condition,
            ExpressionAttributeValues=values,
            ConsistentRead=True,
        )
    )
    return (item for page in pages for item in page["Items"])


def _query(model: type[Model], key: str) -> Iterator[Item]:
    pages = (
        _client()
        .get_paginator("query")
        .paginate(
            TableName=model.Meta.table_name,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": key}},
            ConsistentRead=True,
        )
    )
    return (item for page in pages for item in page["Items"])


def _key(item: Item) -> Item:
    return {"pk": item["pk"], "sk": item["sk"]}


def _delete(model: type[Model], item: Item) -> int:
    _client().delete_item(TableName=model.Meta.table_name, Key=_key(item))
    return 1


def _reduce(model: type[Model], item: Item, *, remove: tuple[str, ...] = (), put: Item | None = None) -> int:
    """Take fields out of a row, or put others in their place; 0 where that was done before."""
    gone = [name for name in remove if name in item]
    new = {name: value for name, value in (put or {}).items() if item.get(name) != value}
    if not gone and not new:
        return 0
    parts = []
    if gone:
        parts.append("REMOVE " + ", ".join(f"#{name}" for name in gone))
    if new:
        parts.append("SET " + ", ".join(f"#{name} = :{name}" for name in new))
    values = {"ExpressionAttributeValues": {f":{name}": value for name, value in new.items()}} if new else {}
    _client().update_item(
        TableName=model.Meta.table_name,
        Key=_key(item),
        UpdateExpression=" ".join(parts),
        ConditionExpression="attribute_exists(pk)",
        ExpressionAttributeNames={f"#{name}": name for name in (*gone, *new)},
        **values,
    )
    return 1


def _record(table: str, item: Item) -> Record:
    return Record(table, {name: _plain(value) for name, value in item.items() if name not in _SECRETS})


def _plain(value: Item) -> str | int | bool | None:
    ((kind, given),) = value.items()
    if kind == "N":
        return int(given)
    return None if kind == "NULL" else given if isinstance(given, bool) else str(given)
