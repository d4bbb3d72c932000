"""The streams of the leads' and the threads' table as DynamoDB writes them, made by looking before and after."""

from typing import Any

from leadline.adapters.dynamo import connection
from leadline.adapters.dynamo.leads.changes import follow_up
from leadline.adapters.dynamo.tables.leads import LeadRow
from leadline.adapters.dynamo.tables.threads import HeadRow
from leadline.domain.ports.leads import Subject
from leadline.domain.ports.numbers import NumberCheck

Key = tuple[str, str]


class RawStream:
    """What follows from changes, as the adapter reads it from the images of rows."""

    def __init__(self) -> None:
        self._seen: dict[Key, dict[str, Any]] = {}

    def news(self) -> list[Subject | NumberCheck]:
        """What is to be done after what has changed since the last look, each once."""
        before, self._seen = self._seen, _rows()
        changed = [key for key in {**before, **self._seen} if before.get(key) != self._seen.get(key)]
        records = [_record(before.get(key, {}), self._seen.get(key, {})) for key in changed]
        return list(dict.fromkeys(each for record in records for each in follow_up(record)))


def _rows() -> dict[Key, dict[str, Any]]:
    """The raw rows of leads and of threads' heads."""
    found: dict[Key, dict[str, Any]] = {}
    client: Any = connection.shared.client
    for table, sort in ((LeadRow, LeadRow.SORT), (HeadRow, HeadRow.SORT)):
        answer = client.scan(TableName=table.Meta.table_name, ConsistentRead=True)
        found |= {(row["pk"]["S"], row["sk"]["S"]): row for row in answer["Items"] if row["sk"]["S"] == sort}
    return found


def _record(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    images = {name: image for name, image in (("OldImage", old), ("NewImage", new)) if image}
    return {"dynamodb": {"Keys": {name: (new or old)[name] for name in ("pk", "sk")}, **images}}
