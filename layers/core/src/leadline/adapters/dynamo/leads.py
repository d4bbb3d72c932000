"""A firm's lead database."""

from leadline.adapters.dynamo.rows import LeadRow, lead_key
from leadline.adapters.dynamo.transaction import reading
from leadline.domain.firm import Lead


class DynamoLeads:
    """The leads table."""

    @reading()
    def lead(self, firm_id: str, lead_id: str) -> Lead | None:
        try:
            row = LeadRow.get(lead_key(firm_id, lead_id), LeadRow.SORT)
        except LeadRow.DoesNotExist:
            return None
        return Lead(
            id=lead_id, firm_id=firm_id, name=row.name, phone=row.phone, email=row.email, created_at=row.created_at
        )
