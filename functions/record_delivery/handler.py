"""POST /webhooks/twilio/deliveries/{messageKey}: a message's delivery went on."""

from leadline import wiring
from leadline.adapters.twilio.webhooks import Form, delivery_report
from leadline.entrypoints.http import Request
from leadline.entrypoints.webhook import serve
from leadline.services import deliveries


def record_delivery(request: Request, form: Form) -> str:
    moved = deliveries.record(request.path("messageKey"), delivery_report(form), deliveries=wiring.deliveries())
    return "recorded" if moved else "unchanged"


lambda_handler = serve(record_delivery, outside=wiring.outside)
