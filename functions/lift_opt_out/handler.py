"""POST /opt-outs/{threadId}/lift: an admin takes back what was entered by hand."""

from leadline import wiring
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import opt_outs


def lift_opt_out(request: Request) -> Answer:
    opt_outs.lift(
        user=request.admin(),
        thread_id=request.id("threadId"),
        accounts=wiring.accounts(),
        opt_outs=wiring.opt_outs(),
        clock=wiring.clock(),
    )
    return Answer(204, outcome="opt_out_lifted")


lambda_handler = serve(lift_opt_out)
