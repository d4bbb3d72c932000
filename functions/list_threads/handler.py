"""GET /threads: the inbox, newest activity first."""

from leadline import wiring
from leadline.entrypoints import views
from leadline.entrypoints.http import Answer, Request, serve

PAGE, LARGEST_PAGE = 25, 50


def list_threads(request: Request) -> Answer:
    user = request.user()
    limit = request.number("limit", default=PAGE, largest=LARGEST_PAGE)
    page = wiring.inbox().page(user.firm_id, limit=limit, before=request.text("cursor", longest=200))
    threads = [views.thread(thread) for thread in page.threads]
    return Answer(200, {"threads": threads, "next": page.following, "unread": page.unread})


lambda_handler = serve(list_threads)
