"""POST /messages: send one message now."""

from leadline import wiring
from leadline.domain.texting.draft import Draft
from leadline.domain.texting.message import Status
from leadline.entrypoints import views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.texting import sending


def send_message(request: Request) -> Answer:
    user = request.user()
    sent = sending.send(
        request.body(Draft),
        sender=user,
        clicked_at=request.arrived_at(),
        idempotency_key=request.idempotency_key(),
        accounts=wiring.accounts(),
        leads=wiring.leads(),
        sends=wiring.sends(),
        carrier=wiring.carrier(),
        clock=wiring.clock(),
    )
    unknown = sent.message.status is Status.SENDING
    return Answer(
        status=202 if unknown else 201 if sent.is_new else 200,
        body=views.message(sent.message),
        outcome="unknown" if unknown else "sent" if sent.is_new else "repeated",
        ids={"firm_id": sent.message.firm_id, "message_id": sent.message.id},
    )


lambda_handler = serve({"POST /messages": send_message})
