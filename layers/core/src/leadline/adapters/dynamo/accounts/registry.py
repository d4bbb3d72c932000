"""What an operator writes: firms, lines and users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.accounts.accounts import SWEEP_SHARD, address_claim
from leadline.adapters.dynamo.tables.accounts import AddressRow, FirmRow, LineRow, UserRow
from leadline.adapters.dynamo.tables.keys import firm_key
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit
from leadline.domain.accounts.line import LineType
from leadline.domain.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from leadline.domain.accounts.firm import Firm, User
    from leadline.domain.accounts.line import Line
    from leadline.domain.ports.clock import Clock


class DynamoRegistry:
    """The accounts table, as an operator changes it."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def add_firm(self, firm: Firm, *, at: datetime) -> None:
        FirmRow(
            firm_key(firm.id),
            FirmRow.SORT,
            name=firm.name,
            two_way=firm.two_way,
            thread_key=firm.thread_key,
            region=firm.region,
            created_at=at,
        ).save(FirmRow.pk.does_not_exist())

    def change_firm(self, firm_id: str, *, name: str | None, two_way: bool | None, region: str | None) -> None:
        actions: list[Action] = [
            *([FirmRow.name.set(name)] if name is not None else []),
            *([FirmRow.two_way.set(two_way)] if two_way is not None else []),
            *([FirmRow.region.set(region)] if region is not None else []),
        ]

        def build(_now: datetime) -> Transaction:
            transaction = Transaction()
            transaction.update("firm", FirmRow(firm_key(firm_id), FirmRow.SORT), actions, FirmRow.pk.exists())
            return transaction

        self._write(build)

    def save_line(self, line: Line, *, at: datetime) -> None:
        """Add or change a line and claim its addresses; raises Conflict where another firm or line has one."""
        claims = line.names

        def build(_now: datetime) -> Transaction:
            transaction = Transaction()
            transaction.check("firm", FirmRow(firm_key(line.firm_id), FirmRow.SORT), FirmRow.pk.exists())
            transaction.put("line", _line_row(line, at=at))
            for claim in claims:
                transaction.put(
                    claim,
                    AddressRow(address_claim(claim), AddressRow.SORT, firm_id=line.firm_id, line_id=line.id),
                    AddressRow.pk.does_not_exist() | (AddressRow.line_id == line.id),
                )
            return transaction

        self._write(build)

    def save_user(self, user: User) -> None:
        UserRow(
            firm_key(user.firm_id), f"user#{user.id}", user_id=user.id, name=user.name, email=user.email, role=user.role
        ).save()

    def _write(self, build: Callable[[datetime], Transaction]) -> None:
        try:
            commit(build, clock=self._clock)
        except Refused as refused:
            if "firm" in refused.items:
                raise NotFound("There is no such firm.") from None
            raise Conflict("This number or Messaging Service belongs to another line.") from None


def _line_row(line: Line, *, at: datetime) -> LineRow:
    return LineRow(
        firm_key(line.firm_id),
        f"line#{line.id}",
        firm_id=line.firm_id,
        line_id=line.id,
        type=line.type.value,
        provider=line.provider,
        address=line.address,
        provider_account=line.account,
        messaging_service=line.route,
        active=line.active,
        is_default=line.is_default,
        sweep_shard=SWEEP_SHARD if line.active and line.type is LineType.SMS else None,
        swept_at=line.swept_until or at,
        swept_until=line.swept_until or at,
    )
