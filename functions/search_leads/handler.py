"""GET /leads/search: people who can be texted, found by name, e-mail address or phone as one types."""

from leadline import wiring
from leadline.entrypoints import lead_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import search


def search_leads(request: Request) -> Answer:
    user = request.user()
    query = request.words("q", longest=100) or ""
    found = search.people(query, firm_id=user.firm_id, index=wiring.lead_index())
    return Answer(200, {"people": [lead_views.picked(entry) for entry in found]})


lambda_handler = serve(search_leads)
