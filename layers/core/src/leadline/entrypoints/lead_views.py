"""Leads, and what is known of people and their numbers, as the API shows them (the schemas of docs/openapi.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadline.domain.errors import InvalidNumber
from leadline.entrypoints.views import refusal, time

if TYPE_CHECKING:
    from leadline.domain.lead import Lead
    from leadline.domain.search import Entry


def lead(lead: Lead) -> dict[str, Any]:
    return {
        "id": lead.id,
        "name": lead.name,
        "email": lead.email,
        "phone": lead.phone or lead.given_phone,
        "phoneProblem": refusal(InvalidNumber()) if lead.given_phone else None,
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


def picked(entry: Entry) -> dict[str, Any]:
    return {
        "leadId": entry.lead_id,
        "threadId": entry.thread_id,
        "name": entry.name,
        "email": entry.email,
        "phone": entry.phone,
        "createdAt": entry.created_at and time(entry.created_at),
    }
