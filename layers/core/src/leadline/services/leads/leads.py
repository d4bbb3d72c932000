"""A firm's lead database: what comes in is kept, and told apart from what came before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from leadline.domain.errors import Conflict, Forbidden, NotFound
from leadline.domain.identifiers import new_id
from leadline.domain.leads.lead import Lead
from leadline.domain.leads.lead_draft import LeadChange, LeadDraft, phone_of
from leadline.domain.texting.thread import seal
from leadline.domain.writing.unprintable import is_blank, without_unprintable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from leadline.domain.accounts.firm import Firm
    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.leads import LeadBook


class Saved(msgspec.Struct, frozen=True):
    """The lead as it stands, and whether this call made it."""

    lead: Lead
    is_new: bool


def save(
    draft: LeadDraft,
    *,
    firm_id: str,
    key: str | None,
    origin: str | None = None,
    accounts: Accounts,
    book: LeadBook,
    clock: Clock,
) -> Saved:
    """Keep a signup. The caller's own `key` names it for good: the same key is the same lead.

    What an `origin` has made, a row of a file, is new to it also when it is read once more.
    Raises Conflict where the key was used for another signup.
    """
    firm = _firm(firm_id, accounts)
    now = clock.now()
    lead = replace(_lead(draft, firm, id_=_id_of(key) if key else new_id(now), at=now), origin=origin)
    if book.add(lead):
        return Saved(lead, is_new=True)
    earlier = book.lead(firm_id, lead.id)
    if earlier is None or earlier.made_from != lead.made_from:
        raise Conflict("This Idempotency-Key was used for another lead. Use a new key for each lead.")
    return Saved(earlier, is_new=origin is not None and earlier.origin == origin)


def change(asked: LeadChange, *, firm_id: str, lead_id: str, accounts: Accounts, book: LeadBook, clock: Clock) -> Lead:
    """Change what is given; raises NotFound, Invalid (nothing would be left to know the lead by)."""
    firm = _firm(firm_id, accounts)
    while True:
        before = book.lead(firm_id, lead_id)
        if before is None:
            raise NotFound("There is no such lead.")
        after = _changed(before, asked.given(), firm, at=clock.now())
        if book.change(before, after):
            return after


def remove(*, firm_id: str, lead_id: str, book: LeadBook) -> None:
    """Take a lead out of the database; its conversation and any opt-out stay. Raises NotFound."""
    while True:
        lead = book.lead(firm_id, lead_id)
        if lead is None:
            raise NotFound("There is no such lead.")
        if book.remove(lead):
            return


def _firm(firm_id: str, accounts: Accounts) -> Firm:
    firm = accounts.firm(firm_id) or accounts.firm(firm_id, fresh=True)
    if firm is None:
        raise Forbidden("This sign-in doesn't belong to a firm.")
    return firm


def _id_of(key: str) -> str:
    return hashlib.sha256(f"lead\0{key}".encode()).hexdigest()[:32]


def _lead(draft: LeadDraft, firm: Firm, *, id_: str, at: datetime) -> Lead:
    phone, given_phone = phone_of(_text(draft.phone), region=firm.region)
    return Lead(
        id=id_,
        firm_id=firm.id,
        name=_text(draft.name),
        email=_text(draft.email),
        phone=phone,
        given_phone=given_phone,
        thread_id=seal(phone, key=firm.thread_key) if phone else None,
        event=_text(draft.event),
        source=_text(draft.source),
        fields=_fields(draft.fields),
        timezone=_text(draft.timezone),
        client_id=_text(draft.client_id),
        is_primary_contact=draft.is_primary_contact,
        made_from=hashlib.sha256(msgspec.json.encode(draft, order="sorted")).hexdigest()[:32],
        created_at=at,
        updated_at=at,
    )


def _changed(lead: Lead, given: Mapping[str, Any], firm: Firm, *, at: datetime) -> Lead:
    """The lead with the given fields, through the same checks as a new one."""
    now: dict[str, Any] = {
        "name": lead.name,
        "email": lead.email,
        "phone": lead.phone or lead.given_phone,
        "event": lead.event,
        "source": lead.source,
        "fields": lead.fields,
        "timezone": lead.timezone,
        "client_id": lead.client_id,
        "is_primary_contact": lead.is_primary_contact,
    }
    made = _lead(LeadDraft(**{**now, **given}), firm, id_=lead.id, at=at)
    return replace(made, created_at=lead.created_at, made_from=lead.made_from, origin=lead.origin)


def _text(text: str | None) -> str | None:
    """A text as people mean it: what is blank was not said."""
    said = without_unprintable(text or "").strip()
    return None if is_blank(said) else said


def _fields(given: Mapping[str, str] | None) -> dict[str, str]:
    return {without_unprintable(name).strip(): without_unprintable(value) for name, value in (given or {}).items()}
