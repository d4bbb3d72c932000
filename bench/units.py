"""DynamoDB's units per operation, computed from the sizes of the items that it wrote and read; its trips, counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.figures import Figure
from bench.office import WORDS, Office, office
from bench.operations import everything, receive, send


@dataclass(frozen=True, slots=True)
class Used:
    """What one operation has used."""

    operation: str
    written: float
    read: float
    trips: int
    items: int
    printed: int


def measure() -> Iterator[Figure]:
    """Do each operation once, and count."""
    for used in use():
        for kind, units in (("write", used.written), ("read", used.read)):
            if units:
                yield Figure(f"units to {kind}", used.operation, units, "")
        yield Figure("units: trips to DynamoDB", used.operation, used.trips, "")


def use(conversations: int = 100) -> list[Used]:
    """Do everything once, in a firm that had so many conversations before."""
    found = []
    with office() as at_work:
        fill(at_work.firm, conversations)
        warm(at_work)
        for name, operate in everything(at_work):
            at_work.meter.reset()
            start = at_work.journal.tell()
            operate()
            meter = at_work.meter
            printed = len(at_work.journal.getvalue()[start:].encode())
            found.append(Used(name, sum(meter.written), sum(meter.read), len(meter.trips), sum(meter.items), printed))
    return found


def warm(at_work: Office) -> None:
    """Serve once: a process that has served before knows the firm and the secret."""
    phone = at_work.phone()
    send(at_work, phone)
    receive(at_work, phone)


def fill(firm: str, conversations: int) -> None:
    """Write the heads of conversations, one a minute."""
    from leadline.adapters.dynamo.tables.keys import INBOX_SHARDS, inbox_order, inbox_shard, thread_key
    from leadline.adapters.dynamo.tables.threads import HeadRow, ThreadsRow

    noon = datetime(2026, 1, 1, tzinfo=UTC)
    with ThreadsRow.batch_write() as batch:
        for number in range(conversations):
            at, thread_id = noon + timedelta(minutes=number), f"{number:032}"
            head = HeadRow(thread_key(firm, thread_id), HeadRow.SORT)
            head.thread_id, head.address, head.last_at = thread_id, f"+1303{number:07}", at
            head.last_id, head.last_direction, head.last_preview = thread_id, "inbound", WORDS
            head.inbox_shard = inbox_shard(firm, number % INBOX_SHARDS)
            head.inbox_order = inbox_order(at, thread_id)
            batch.save(head)
