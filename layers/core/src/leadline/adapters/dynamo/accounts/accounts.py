"""Firms with their lines, and whose a number is; read through a cache of 15 seconds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.tables.accounts import AccountsRow, AddressRow, FirmRow, LineRow, QuarantineRow
from leadline.adapters.dynamo.tables.keys import firm_key
from leadline.adapters.dynamo.transaction import is_transient, reading
from leadline.domain.accounts.firm import DEFAULT_REGION, Firm
from leadline.domain.accounts.line import DEFAULT_PROVIDER, Line, LineType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadline.domain.ports.clock import Clock
    from leadline.domain.texting.provider import InboundText

FRESH = timedelta(seconds=15)
SWEEP_SHARD = "sweep"
LINES_AT_ONCE = 100


def address_claim(address: str) -> str:
    """The key under which a number or Messaging Service has one owner."""
    return f"address#{address}"


class DynamoAccounts:
    """The accounts table, as the functions that serve firms read it."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._firms: dict[str, tuple[datetime, Firm]] = {}
        self._owners: dict[str, tuple[datetime, tuple[str, str]]] = {}

    @reading()
    def firm(self, firm_id: str, *, fresh: bool = False) -> Firm | None:
        cached = self._firms.get(firm_id)
        if cached and not fresh and cached[0] > self._clock.now() - FRESH:
            return cached[1]
        rows = list(AccountsRow.query(firm_key(firm_id), consistent_read=True))
        firm = next((row for row in rows if isinstance(row, FirmRow)), None)
        if firm is None:
            self._firms.pop(firm_id, None)
            return None
        found = Firm(
            id=firm_id,
            name=firm.name,
            two_way=firm.two_way,
            thread_key=firm.thread_key,
            region=firm.region or DEFAULT_REGION,
            lines=tuple(line_of(row) for row in rows if isinstance(row, LineRow)),
        )
        self._firms[firm_id] = (self._clock.now(), found)
        return found

    @reading()
    def line_of(self, address: str, route: str | None) -> tuple[str, str] | None:
        for claim in filter(None, (address, route)):
            cached = self._owners.get(claim)
            if cached and cached[0] > self._clock.now() - FRESH:
                return cached[1]
            try:
                row = AddressRow.get(address_claim(claim), AddressRow.SORT, consistent_read=True)
            except AddressRow.DoesNotExist:
                continue
            self._owners[claim] = (self._clock.now(), (row.firm_id, row.line_id))
            return row.firm_id, row.line_id
        return None

    @reading()
    def quarantine(self, text: InboundText, *, at: datetime) -> None:
        QuarantineRow(
            f"quarantine#{text.provider_id}",
            QuarantineRow.SORT,
            sender=text.sender,
            recipient=text.recipient,
            body=text.body,
            received_at=at,
        ).save()

    def lines_to_sweep(self, *, tried_before: datetime) -> Iterator[Line]:
        with reading():
            for row in LineRow.sweep.query(SWEEP_SHARD, LineRow.swept_at < tried_before, page_size=LINES_AT_ONCE):
                yield line_of(row)

    @reading()
    def mark_swept(self, line: Line, *, at: datetime, until: datetime | None) -> None:
        row = LineRow(firm_key(line.firm_id), f"line#{line.id}")
        actions: list[Action] = [LineRow.swept_at.set(at)]
        condition: Condition = LineRow.sweep_shard.exists()
        if until:
            actions.append(LineRow.swept_until.set(until))
            condition &= LineRow.swept_until <= until
        try:
            row.update(actions, condition=condition)
        except UpdateError as error:
            if is_transient(error) or error.cause_response_code != "ConditionalCheckFailedException":
                raise


def line_of(row: LineRow) -> Line:
    """Return the line of a row."""
    return Line(
        id=row.line_id,
        firm_id=row.firm_id,
        type=LineType(row.type),
        provider=row.provider or DEFAULT_PROVIDER,
        address=row.address,
        account=row.provider_account,
        route=row.messaging_service,
        active=row.active,
        is_default=row.is_default,
        swept_until=row.swept_until,
    )
