"""GET /threads/{threadId}/person: all that the firm knows of the person of a conversation."""

from leadline import wiring
from leadline.entrypoints import lead_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import opt_outs, people


def read_person(request: Request) -> Answer:
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


lambda_handler = serve(read_person)
