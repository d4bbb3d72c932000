"""All that a firm knows of one person: their signups, their number, and whether they may be texted."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from leadline.domain.errors import Forbidden, InvalidNumber, NotFound, number_refusal
from leadline.domain.numbers.number import OWN_NUMBER
from leadline.domain.numbers.phone_number import PhoneNumber, can_be_answered
from leadline.domain.ports.numbers import NumberCheck
from leadline.domain.texting.provider import Busy, Unknown
from leadline.domain.texting.thread import seal, unseal
from leadline.services.numbers import lookups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadline.domain.accounts.firm import Firm
    from leadline.domain.errors import Refusal
    from leadline.domain.leads.lead import Lead
    from leadline.domain.numbers.number import NumberFacts
    from leadline.domain.opt_outs.opt_out import HistoryEntry
    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.leads import LeadBook, People
    from leadline.domain.ports.numbers import Lookup, Numbers
    from leadline.domain.ports.opt_outs import OptOuts

SIGNUPS = 50


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a number can be texted: `refusal` is why not; `facts` are None where nobody ever knew any."""

    phone: str
    thread_id: str | None
    refusal: Refusal | None
    facts: NumberFacts | None


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a person; signups and history are newest first."""

    thread_id: str
    phone: str
    signups: Sequence[Lead]
    number: Checked
    history: Sequence[HistoryEntry]


def check(
    *,
    phone: str | None,
    thread_id: str | None,
    firm_id: str,
    accounts: Accounts,
    numbers: Numbers,
    people: People,
    lookup: Lookup,
    clock: Clock,
) -> Checked:
    """Say whether a number can be texted, after a Lookup where there was none; raises NotFound (thread).

    A Lookup that fails, or that somebody else is making, refuses nobody.
    """
    firm = _firm(firm_id, accounts)
    try:
        address = _address(firm, thread_id) if phone is None else PhoneNumber.parse(phone, region=firm.region).e164
    except InvalidNumber as refusal:
        return Checked(phone=str(phone), thread_id=None, refusal=refusal, facts=None)
    wanted = NumberCheck(firm_id=firm_id, thread_id=seal(address, key=firm.thread_key), address=address)
    if firm.owns(address):
        return Checked(phone=address, thread_id=wanted.thread_id, refusal=number_refusal(OWN_NUMBER), facts=None)
    with suppress(Busy, Unknown):
        if can_be_answered(address):
            lookups.check(wanted, accounts=accounts, numbers=numbers, lookup=lookup, clock=clock)
    return _checked(wanted, numbers=numbers, people=people)


def read(
    *,
    thread_id: str,
    firm_id: str,
    accounts: Accounts,
    book: LeadBook,
    numbers: Numbers,
    people: People,
    opt_outs: OptOuts,
) -> Known:
    """Return what is known of the person of a thread; raises NotFound where there is neither thread nor lead."""
    address = _address(_firm(firm_id, accounts), thread_id)
    signups = book.of_phone(firm_id, thread_id, limit=SIGNUPS)
    if not signups and people.standing(firm_id, thread_id, address).thread is None:
        raise NotFound("There is no such conversation.")
    wanted = NumberCheck(firm_id=firm_id, thread_id=thread_id, address=address)
    return Known(
        thread_id=thread_id,
        phone=address,
        signups=signups,
        number=_checked(wanted, numbers=numbers, people=people),
        history=opt_outs.history(firm_id, thread_id),
    )


def _checked(wanted: NumberCheck, *, numbers: Numbers, people: People) -> Checked:
    standing = people.standing(wanted.firm_id, wanted.thread_id, wanted.address)
    facts = numbers.facts(wanted.address)
    return Checked(phone=wanted.address, thread_id=wanted.thread_id, refusal=standing.refusal, facts=facts)


def _firm(firm_id: str, accounts: Accounts) -> Firm:
    firm = accounts.firm(firm_id) or accounts.firm(firm_id, fresh=True)
    if firm is None:
        raise Forbidden("This sign-in doesn't belong to a firm.")
    return firm


def _address(firm: Firm, thread_id: str | None) -> str:
    address = unseal(thread_id or "", key=firm.thread_key)
    if address is None:
        raise NotFound("There is no such conversation.")
    return address
