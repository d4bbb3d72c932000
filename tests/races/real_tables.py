"""The histories' tables in DynamoDB, with the real adapters before them, and what the referee sees of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from pynamodb.models import Model

from leadline.adapters.dynamo.accounts import DynamoAccounts
from leadline.adapters.dynamo.deliveries import DynamoDeliveries
from leadline.adapters.dynamo.mapping import message, thread
from leadline.adapters.dynamo.receipts import DynamoReceipts
from leadline.adapters.dynamo.registry import DynamoRegistry
from leadline.adapters.dynamo.rows import (
    AccountsRow,
    GuardRow,
    HeadRow,
    MessageRow,
    NumberRow,
    OptOutRow,
    ThreadsRow,
    person_key,
)
from leadline.adapters.dynamo.sends import DynamoSends
from leadline.adapters.dynamo.threads import DynamoInbox
from leadline.adapters.system_clock import SystemClock
from leadline.domain.message import Message
from leadline.domain.opt_out import OptOutState
from leadline.domain.thread import Thread, seal
from tests.fakes.tables import Click
from tests.simulation.cast import FIRMS, LEADS, Parts
from tests.simulation.stage import Stage, true_time

PEOPLE = {
    person_key(firm.id, seal(address, key=firm.thread_key)): (firm.id, address) for firm in FIRMS for address in LEADS
}


@dataclass(slots=True)
class Seen:
    """Everything in the tables at one moment."""

    messages: dict[str, Message] = field(default_factory=dict)
    heads: dict[tuple[str, str], Thread] = field(default_factory=dict)
    opt_outs: dict[tuple[str, str], OptOutState] = field(default_factory=dict)
    due_at: dict[str, datetime] = field(default_factory=dict)


class RealTables:
    """Reads all of it after each write."""

    def __init__(self, stage: Stage) -> None:
        self._seen = Seen()
        empty()
        registry = DynamoRegistry(clock=SystemClock())
        for firm in FIRMS:
            registry.add_firm(firm, at=true_time(stage))
            for line in firm.lines:
                registry.save_line(line, at=true_time(stage))

    def remember(self) -> None:
        """Look anew."""
        seen = Seen()
        for row in ThreadsRow.scan(consistent_read=True):
            if isinstance(row, MessageRow):
                seen.messages[row.sk.partition("#")[2]] = message(row)
                if row.due_at:
                    seen.due_at[row.sk.partition("#")[2]] = row.due_at
            elif isinstance(row, HeadRow):
                firm_id = row.pk.split("#")[1]
                seen.heads[firm_id, row.thread_id or ""] = thread(row, firm_id)
        for state in OptOutRow.scan(OptOutRow.sk == OptOutRow.STATE, consistent_read=True):
            seen.opt_outs[PEOPLE[state.pk]] = OptOutState(
                opted_out=bool(state.opted_out),
                changed_at=state.changed_at,
                provider_id=state.provider_id,
                exact=bool(state.exact),
            )
        self._seen = seen

    @property
    def messages(self) -> Mapping[str, Message]:
        return self._seen.messages

    @property
    def heads(self) -> Mapping[tuple[str, str], Thread]:
        return self._seen.heads

    @property
    def opt_outs(self) -> Mapping[tuple[str, str], OptOutState]:
        return self._seen.opt_outs

    @property
    def due_at(self) -> Mapping[str, datetime]:
        return self._seen.due_at

    @cached_property
    def clicks(self) -> Mapping[Any, Click]:
        """The guards of double clicks; looked at once, at the end."""
        return {
            (row.pk, row.sk): Click(
                row.message_id, _moment(row.clicked_at), None if row.open else _moment(row.closed_at)
            )
            for row in GuardRow.scan(GuardRow.sk.startswith("click#"), consistent_read=True)
        }


def _moment(milliseconds: float | None) -> datetime:
    return datetime.fromtimestamp((milliseconds or 0) / 1000, UTC)


def empty() -> None:
    """Remove every row of every table."""
    tables: tuple[type[Model], ...] = (ThreadsRow, OptOutRow, AccountsRow, GuardRow, NumberRow)
    for table in tables:
        for row in list(table.scan(consistent_read=True)):
            row.delete()


REAL = Parts(
    tables=lambda stage, _trouble: RealTables(stage),
    accounts=lambda clock, _accounts: DynamoAccounts(clock=clock),
    sends=lambda clock, _tables: DynamoSends(clock=clock),
    receipts=lambda _tables: DynamoReceipts(clock=SystemClock()),
    deliveries=lambda clock, _tables: DynamoDeliveries(clock=clock),
    inbox=lambda _tables: DynamoInbox(clock=SystemClock()),
)
