"""What an operator may be asked for: a copy of a lead's or a firm's data, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.domain.errors import NotFound
from leadline.domain.numbers.phone_number import PhoneNumber
from leadline.domain.texting.thread import seal

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from leadline.domain.ports.accounts import Accounts, Archive, Record
    from leadline.domain.ports.imports import ImportFiles


def export_lead(*, firm_id: str, phone: str, accounts: Accounts, archive: Archive) -> Iterator[Record]:
    """Return all that a firm holds about a number; raises NotFound (firm), InvalidNumber."""
    return archive.of_lead(firm_id, *_person(firm_id, phone, accounts))


def erase_lead(*, firm_id: str, phone: str, accounts: Accounts, archive: Archive) -> Counter[str]:
    """Erase it, and return how many rows of each table that took.

    That the person opted out stays, without a word of theirs, under a hash of the number: a STOP outlives its sayer's
    data (47 CFR 64.1200(d)(6): a do-not-call request is honoured for five years).
    """
    return archive.erase_lead(firm_id, *_person(firm_id, phone, accounts))


def export_firm(*, firm_id: str, accounts: Accounts, archive: Archive) -> Iterator[Record]:
    """Return all that is held of a firm; raises NotFound."""
    _key(firm_id, accounts)
    return archive.of_firm(firm_id)


def erase_firm(*, firm_id: str, accounts: Accounts, archive: Archive, files: ImportFiles) -> Counter[str]:
    """Erase it but for its key and its reduced opt-outs: with both one can still prove who was opted out and when.

    Its imports go before their files, so that none of them is read on.
    """
    _key(firm_id, accounts)
    done = archive.erase_firm(firm_id)
    done["files"] += files.erase(firm_id)
    return done


def _person(firm_id: str, phone: str, accounts: Accounts) -> tuple[str, str]:
    """Return the thread's id and the address of whom a firm knows by a number."""
    address = PhoneNumber.possible(phone).e164
    return seal(address, key=_key(firm_id, accounts)), address


def _key(firm_id: str, accounts: Accounts) -> bytes:
    firm = accounts.firm(firm_id, fresh=True)
    if firm is None:
        raise NotFound("There is no such firm.")
    return firm.thread_key
