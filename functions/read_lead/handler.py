"""GET /leads/{leadId}: one lead."""

from leadline import wiring
from leadline.domain.errors import NotFound
from leadline.entrypoints import lead_views
from leadline.entrypoints.http import Answer, Request, serve


def read_lead(request: Request) -> Answer:
    lead = wiring.leads().lead(request.user().firm_id, request.id("leadId"))
    if lead is None:
        raise NotFound("There is no such lead.")
    return Answer(200, lead_views.lead(lead))


lambda_handler = serve(read_lead)
