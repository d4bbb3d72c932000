"""The opt-outs page, to change."""

from leadline import wiring
from leadline.domain.opt_outs.opt_out_draft import OptOutDraft
from leadline.entrypoints import views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.opt_outs import opt_outs


def add_opt_out(request: Request) -> Answer:
    """Opt somebody out by hand, on their wish."""
    user = request.user()
    draft = request.body(OptOutDraft)
    thread_id, is_new = opt_outs.add(
        user=user,
        phone=draft.phone,
        thread_id=draft.thread_id,
        note=draft.note,
        message_id=draft.message_id,
        accounts=wiring.accounts(),
        opt_outs=wiring.opt_outs(),
        clock=wiring.clock(),
    )
    found = opt_outs.read(user=user, thread_id=thread_id, accounts=wiring.accounts(), opt_outs=wiring.opt_outs())
    return Answer(
        status=201 if is_new else 200, body=views.opt_out(found), outcome="opted_out_by_hand" if is_new else "ok"
    )


def lift_opt_out(request: Request) -> Answer:
    """An admin takes back what was entered by hand."""
    opt_outs.lift(
        user=request.admin(),
        thread_id=request.id("threadId"),
        accounts=wiring.accounts(),
        opt_outs=wiring.opt_outs(),
        clock=wiring.clock(),
    )
    return Answer(204, outcome="opt_out_lifted")


lambda_handler = serve(
    {
        "POST /opt-outs": add_opt_out,
        "POST /opt-outs/{threadId}/lift": lift_opt_out,
    }
)
