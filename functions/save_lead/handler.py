"""POST /leads: put a lead into the firm's database."""

from leadline import wiring
from leadline.domain.lead_draft import LeadDraft
from leadline.entrypoints import lead_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import leads


def save_lead(request: Request) -> Answer:
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


lambda_handler = serve(save_lead)
