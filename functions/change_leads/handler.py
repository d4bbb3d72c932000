"""The leads page, to change."""

from leadline import wiring
from leadline.domain.leads.lead_draft import LeadChange, LeadDraft
from leadline.entrypoints import lead_views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.leads import leads


def save_lead(request: Request) -> Answer:
    """Put a lead into the firm's database."""
    user = request.user()
    saved = leads.save(
        request.body(LeadDraft),
        firm_id=user.firm_id,
        key=request.idempotency_key(),
        accounts=wiring.accounts(),
        book=wiring.lead_book(),
        clock=wiring.clock(),
    )
    return Answer(
        status=201 if saved.is_new else 200,
        body=lead_views.lead(saved.lead),
        outcome="lead_added" if saved.is_new else "repeated",
        ids={"firm_id": user.firm_id, "lead_id": saved.lead.id},
    )


def change_lead(request: Request) -> Answer:
    """Change what is given of a lead."""
    user = request.user()
    changed = leads.change(
        request.body(LeadChange),
        firm_id=user.firm_id,
        lead_id=request.id("leadId"),
        accounts=wiring.accounts(),
        book=wiring.lead_book(),
        clock=wiring.clock(),
    )
    return Answer(200, lead_views.lead(changed), outcome="lead_changed")


def remove_lead(request: Request) -> Answer:
    """Take a lead out of the firm's database; its conversation and any opt-out stay."""
    user = request.user()
    leads.remove(firm_id=user.firm_id, lead_id=request.id("leadId"), book=wiring.lead_book())
    return Answer(204, outcome="lead_removed")


lambda_handler = serve(
    {
        "POST /leads": save_lead,
        "PATCH /leads/{leadId}": change_lead,
        "DELETE /leads/{leadId}": remove_lead,
    }
)
