"""POST /webhooks/twilio/messages: a text came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline import wiring
from leadline.adapters.twilio.webhooks import REPLY, Form, inbound_text
from leadline.entrypoints.webhook import serve
from leadline.services.texting import inbound

if TYPE_CHECKING:
    from leadline.entrypoints.http.request import Request


def receive_message(_request: Request, form: Form) -> str:
    outcome = inbound.receive(
        inbound_text(form),
        accounts=wiring.accounts(),
        inbound_texts=wiring.inbound_texts(),
        carrier=wiring.carrier,
        clock=wiring.clock(),
    )
    return outcome.value


lambda_handler = serve(receive_message, verify=wiring.twilio_form, reply=REPLY)
