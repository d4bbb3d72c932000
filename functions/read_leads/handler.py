"""The leads page, to read."""

from leadline import wiring
from leadline.domain.errors import NotFound
from leadline.domain.ports.leads import LeadFilter
from leadline.entrypoints import lead_views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.leads import search

PAGE, LARGEST_PAGE = 25, 50
PHONES = ("valid", "invalid", "missing")


def list_leads(request: Request) -> Answer:
    """The firm's leads, newest first, or those that a search finds."""
    user = request.user()
    limit = request.number("limit", default=PAGE, largest=LARGEST_PAGE)
    before, query = request.text("cursor", longest=200), request.words("q", longest=100)
    only = LeadFilter(
        event=request.words("event", longest=200),
        client_id=request.words("clientId", longest=64),
        phone=request.choice("phone", PHONES),
    )
    if query is not None:
        found = search.leads(query, only, firm_id=user.firm_id, index=wiring.lead_index(), book=wiring.lead_book())
        return Answer(200, {"leads": [lead_views.lead(lead) for lead in found], "next": None})
    page, following = wiring.lead_book().page(user.firm_id, limit=limit, before=before, only=only)
    return Answer(200, {"leads": [lead_views.lead(lead) for lead in page], "next": following})


def read_lead(request: Request) -> Answer:
    """One lead."""
    lead = wiring.leads().lead(request.user().firm_id, request.id("leadId"))
    if lead is None:
        raise NotFound("There is no such lead.")
    return Answer(200, lead_views.lead(lead))


lambda_handler = serve(
    {
        "GET /leads": list_leads,
        "GET /leads/{leadId}": read_lead,
    }
)
