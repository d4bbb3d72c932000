"""One lead by its id, for those who only look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.adapters.dynamo.tables.leads import LeadRow, lead_key
from leadline.adapters.dynamo.transaction import reading
from leadline.domain.leads.lead import Lead

if TYPE_CHECKING:
    from collections.abc import Iterable


class DynamoLeads:
    """The leads table, read by id."""

    @reading()
    def lead(self, firm_id: str, lead_id: str) -> Lead | None:
        try:
            return lead_of(LeadRow.get(lead_key(firm_id, lead_id), LeadRow.SORT, consistent_read=True))
        except LeadRow.DoesNotExist:
            return None

    @reading()
    def leads(self, firm_id: str, lead_ids: Iterable[str]) -> list[Lead]:
        """Return those of the leads that exist, newest first."""
        keys = [(lead_key(firm_id, lead_id), LeadRow.SORT) for lead_id in dict.fromkeys(lead_ids)]
        rows = LeadRow.batch_get(keys, consistent_read=True) if keys else ()
        return sorted((lead_of(row) for row in rows), key=lambda lead: lead.order, reverse=True)


def lead_of(row: LeadRow) -> Lead:
    """Return the lead of a row."""
    return Lead(
        id=row.lead_id,
        firm_id=row.firm_id,
        thread_id=row.thread_id,
        name=row.name,
        phone=row.phone,
        given_phone=row.given_phone,
        email=row.email,
        event=row.event,
        source=row.source,
        fields=row.fields or {},
        timezone=row.timezone,
        client_id=row.client_id,
        is_primary_contact=bool(row.is_primary_contact),
        made_from=row.made_from,
        origin=row.origin,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
