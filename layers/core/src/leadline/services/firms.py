"""What an operator does: open firms, give them lines, people and leads."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from msgspec.structs import replace

from leadline.domain.errors import Invalid, NotFound
from leadline.domain.firm import Firm, Lead, Line
from leadline.domain.identifiers import new_id
from leadline.domain.phone_number import PhoneNumber
from leadline.domain.thread import seal

if TYPE_CHECKING:
    from leadline.domain.ports import Accounts, Clock, Registry


def open_firm(*, name: str, two_way: bool, registry: Registry, clock: Clock) -> Firm:
    """Make a firm without lines or people."""
    if not name.strip():
        raise Invalid(name="give the firm a name.")
    firm = Firm(id=new_id(clock.now()), name=name.strip(), two_way=two_way, thread_key=secrets.token_bytes(32))
    registry.add_firm(firm, at=clock.now())
    return firm


def add_line(
    *,
    firm_id: str,
    address: str,
    provider_account: str,
    messaging_service: str | None,
    is_default: bool,
    accounts: Accounts,
    registry: Registry,
    clock: Clock,
) -> Line:
    """Give a firm an SMS line; raises InvalidNumber, NotFound (firm), Conflict (someone else's number)."""
    line = Line(
        id=new_id(clock.now()),
        firm_id=firm_id,
        type="sms",
        address=PhoneNumber.parse(address).e164,
        provider_account=provider_account,
        messaging_service=messaging_service,
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


def add_lead(
    *,
    firm_id: str,
    name: str,
    phone: str | None,
    email: str | None,
    accounts: Accounts,
    registry: Registry,
    clock: Clock,
) -> Lead:
    """Put a lead into a firm's database; raises NotFound (firm), Invalid, InvalidNumber."""
    firm = accounts.firm(firm_id, fresh=True)
    if firm is None:
        raise NotFound("There is no such firm.")
    if not name.strip():
        raise Invalid(name="give the lead a name.")
    lead = Lead(
        id=new_id(clock.now()),
        firm_id=firm_id,
        name=name.strip(),
        phone=PhoneNumber.parse(phone).e164 if phone else None,
        email=email,
        created_at=clock.now(),
    )
    registry.save_lead(lead, thread_id=seal(lead.phone, key=firm.thread_key) if lead.phone else None)
    return lead
