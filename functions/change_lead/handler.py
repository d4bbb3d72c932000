"""PATCH /leads/{leadId}: change what is given of a lead."""

from leadline import wiring
from leadline.domain.lead_draft import LeadChange
from leadline.entrypoints import lead_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import leads


def change_lead(request: Request) -> Answer:
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


lambda_handler = serve(change_lead)
