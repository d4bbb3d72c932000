"""Leads, and what is known of people and their numbers, as the API shows them (the schemas of docs/openapi.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadline.domain.errors import InvalidNumber
from leadline.domain.numbers.phone_text import plain, problem
from leadline.entrypoints.views import opt_out, refusal, time

if TYPE_CHECKING:
    from leadline.domain.leads.lead import Lead
    from leadline.domain.leads.search import SearchEntry
    from leadline.domain.opt_outs.opt_out import HistoryEntry, OptOut
    from leadline.services.leads.people import Checked, Known


def lead(lead: Lead) -> dict[str, Any]:
    return {
        "id": lead.id,
        "name": lead.name,
        "email": lead.email,
        "phone": lead.phone or lead.given_phone,
        "phoneProblem": refusal(InvalidNumber(problem(plain(lead.given_phone)))) if lead.given_phone else None,
        "threadId": lead.thread_id,
        "event": lead.event,
        "source": lead.source,
        "fields": lead.fields,
        "timezone": lead.timezone,
        "clientId": lead.client_id,
        "isPrimaryContact": lead.is_primary_contact,
        "createdAt": time(lead.created_at),
        "updatedAt": time(lead.updated_at),
    }


def picked(entry: SearchEntry) -> dict[str, Any]:
    return {
        "leadId": entry.lead_id,
        "threadId": entry.thread_id,
        "name": entry.name,
        "email": entry.email,
        "phone": entry.phone,
        "createdAt": entry.created_at and time(entry.created_at),
    }


def number(checked: Checked) -> dict[str, Any]:
    facts = checked.facts
    return {
        "phone": checked.phone,
        "threadId": checked.thread_id,
        "canBeTexted": checked.refusal is None,
        "refusal": refusal(checked.refusal),
        "lineType": facts.line_type if facts else None,
        "carrierName": facts.carrier_name if facts else None,
        "checkedAt": time(facts.looked_up_at) if facts and facts.looked_up_at else None,
    }


def person(known: Known, out: OptOut | None) -> dict[str, Any]:
    return {
        "threadId": known.thread_id,
        "phone": known.phone,
        "leads": [lead(signup) for signup in known.signups],
        "number": number(known.number),
        "optOut": opt_out(out) if out else None,
        "history": [_happened(entry) for entry in known.history],
    }


def _happened(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "action": entry.action,
        "at": time(entry.at),
        "source": entry.source,
        "text": entry.text,
        "userName": entry.user_name,
    }
