"""What an operator does: open firms, give them lines and people."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from msgspec.structs import replace

from leadline.domain.accounts.firm import DEFAULT_REGION, Firm
from leadline.domain.accounts.line import Line
from leadline.domain.errors import Invalid, NotFound
from leadline.domain.identifiers import new_id
from leadline.domain.numbers.phone_number import PhoneNumber, is_region

if TYPE_CHECKING:
    from leadline.domain.ports.accounts import Accounts, Registry
    from leadline.domain.ports.clock import Clock


def open_firm(*, name: str, two_way: bool, registry: Registry, clock: Clock, region: str = DEFAULT_REGION) -> Firm:
    """Make a firm without lines or people; raises Invalid."""
    if not name.strip():
        raise Invalid(name="enter the firm's name.")
    _check_region(region)
    firm = Firm(
        id=new_id(clock.now()), name=name.strip(), two_way=two_way, thread_key=secrets.token_bytes(32), region=region
    )
    registry.add_firm(firm, at=clock.now())
    return firm


def change_firm(
    *, firm_id: str, name: str | None, two_way: bool | None, region: str | None, registry: Registry
) -> None:
    """Change what is given; raises NotFound, Invalid."""
    if region is not None:
        _check_region(region)
    registry.change_firm(firm_id, name=name, two_way=two_way, region=region)


def _check_region(region: str) -> None:
    if not is_region(region):
        raise Invalid(region="enter a country's two letters, like US.")


def add_line(
    *,
    firm_id: str,
    address: str,
    account: str,
    route: str | None,
    is_default: bool,
    accounts: Accounts,
    registry: Registry,
    clock: Clock,
) -> Line:
    """Give a firm an SMS line; raises InvalidNumber, NotFound (firm), Conflict (someone else's number)."""
    line = Line(
        id=new_id(clock.now()),
        firm_id=firm_id,
        address=PhoneNumber.parse(address).e164,
        account=account,
        route=route,
        is_default=is_default,
    )
    registry.save_line(line, at=clock.now())
    if is_default:
        _demote_others(line, accounts=accounts, registry=registry, clock=clock)
    return line


def change_line(
    *,
    firm_id: str,
    line_id: str,
    active: bool | None,
    is_default: bool | None,
    accounts: Accounts,
    registry: Registry,
    clock: Clock,
) -> Line:
    """Switch a line on or off, or make it the firm's default; raises NotFound."""
    firm = accounts.firm(firm_id, fresh=True)
    line = next((line for line in firm.lines if line.id == line_id), None) if firm else None
    if firm is None or line is None:
        raise NotFound("There is no such line.")
    changed = replace(
        line,
        active=line.active if active is None else active,
        is_default=line.is_default if is_default is None else is_default,
    )
    registry.save_line(changed, at=clock.now())
    if is_default:
        _demote_others(changed, accounts=accounts, registry=registry, clock=clock)
    return changed


def _demote_others(line: Line, *, accounts: Accounts, registry: Registry, clock: Clock) -> None:
    """Leave the firm one default line; `line` is it already, so that there is one at every moment."""
    firm = accounts.firm(line.firm_id, fresh=True)
    for other in firm.lines if firm else ():
        if other.is_default and other.id != line.id:
            registry.save_line(replace(other, is_default=False), at=clock.now())
