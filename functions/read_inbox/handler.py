"""The inbox page, to read: conversations, one of them, whom it is with, whom one may write to, and who is signed in."""

from typing import Any

from leadline import wiring
from leadline.domain.accounts.firm import User
from leadline.domain.errors import Forbidden, NotFound
from leadline.entrypoints import lead_views, views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.leads import people, search
from leadline.services.opt_outs import opt_outs

PAGE, LARGEST_PAGE = 25, 50
Shown = dict[str, Any]


def list_threads(request: Request) -> Answer:
    """The inbox, newest activity first."""
    user, limit = request.user(), request.number("limit", default=PAGE, largest=LARGEST_PAGE)
    return Answer(200, _inbox(user, limit=limit, before=request.text("cursor", longest=200)))


def read_thread(request: Request) -> Answer:
    """A conversation with its newest messages, older ones on demand."""
    user, before = request.user(), request.text("before", longest=64)
    return Answer(200, _conversation(user, request.id("threadId"), before=before))


def search_threads(request: Request) -> Answer:
    """Conversations, found by name, email address or phone as one types."""
    user = request.user()
    query = request.words("q", longest=100) or ""
    found = search.threads(query, firm_id=user.firm_id, index=wiring.lead_index(), people=wiring.people())
    return Answer(200, {"threads": [views.thread(thread) for thread in found]})


def read_person(request: Request) -> Answer:
    """All that the firm knows of the person of a conversation."""
    user, thread_id = request.user(), request.id("threadId")
    known = people.read(
        thread_id=thread_id,
        firm_id=user.firm_id,
        accounts=wiring.accounts(),
        book=wiring.lead_book(),
        numbers=wiring.numbers(),
        people=wiring.people(),
        opt_outs=wiring.opt_outs(),
    )
    out = opt_outs.standing(user=user, thread_id=thread_id, accounts=wiring.accounts(), opt_outs=wiring.opt_outs())
    return Answer(200, lead_views.person(known, out))


def search_leads(request: Request) -> Answer:
    """People who can be texted, found by name, email address or phone as one types."""
    user = request.user()
    query = request.words("q", longest=100) or ""
    found = search.people(query, firm_id=user.firm_id, index=wiring.lead_index())
    return Answer(200, {"people": [lead_views.picked(entry) for entry in found]})


def read_session(request: Request) -> Answer:
    """The signed-in user, the firm and its lines."""
    return Answer(200, _session(request.user()))


def open_inbox(request: Request) -> Answer:
    """What the page shows first: the three answers above in one, so that one cold environment starts and not three."""
    user = request.user()
    shown = {"session": _session(user), **_inbox(user, limit=PAGE, before=None)}
    try:
        thread_id = request.asked_id("threadId")
        return Answer(200, shown | {"conversation": thread_id and _conversation(user, thread_id, before=None)})
    except NotFound:
        return Answer(200, shown | {"conversation": None})


def _inbox(user: User, *, limit: int, before: str | None) -> Shown:
    page = wiring.inbox().page(user.firm_id, limit=limit, before=before)
    threads = [views.thread(thread) for thread in page.threads]
    return {"threads": threads, "next": page.following, "unread": page.unread}


def _conversation(user: User, thread_id: str, *, before: str | None) -> Shown:
    thread, messages, older = wiring.inbox().conversation(user.firm_id, thread_id, before=before)
    if thread is None and not (before and messages):
        raise NotFound("There is no such conversation.")
    if thread and thread.wants_check(now=wiring.clock().now()):
        wiring.numbers().ask(user.firm_id, thread.id)
    return {
        "thread": thread and views.thread(thread),
        "messages": [views.message(message) for message in messages],
        "older": older,
    }


def _session(user: User) -> Shown:
    firm = wiring.accounts().firm(user.firm_id)
    if firm is None:
        raise Forbidden("This sign-in doesn't belong to a firm.")
    return views.session(user, firm)


lambda_handler = serve(
    {
        "GET /threads": list_threads,
        "GET /threads/{threadId}": read_thread,
        "GET /threads/search": search_threads,
        "GET /threads/{threadId}/person": read_person,
        "GET /leads/search": search_leads,
        "GET /me": read_session,
        "GET /inbox": open_inbox,
    }
)
