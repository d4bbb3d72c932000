"""GET /threads/search: conversations, found by name, e-mail address or phone as one types."""

from leadline import wiring
from leadline.entrypoints import views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import search


def search_threads(request: Request) -> Answer:
    user = request.user()
    query = request.words("q", longest=100) or ""
    found = search.threads(query, firm_id=user.firm_id, index=wiring.lead_index(), people=wiring.people())
    return Answer(200, {"threads": [views.thread(thread) for thread in found]})


lambda_handler = serve(search_threads)
