"""POST /threads/{threadId}/unblock: an admin lets a number be texted again that carriers had filtered."""

from leadline import wiring
from leadline.entrypoints.http import Answer, Request, serve


def lift_block(request: Request) -> Answer:
    wiring.blocks().lift(request.id("threadId"), user=request.admin())
    return Answer(204, outcome="block_lifted")


lambda_handler = serve(lift_block)
