"""POST /webhooks/twilio/deliveries/{messageKey}: a message's delivery went on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline import wiring
from leadline.adapters.twilio.webhooks import REPLY, Form, delivery_report
from leadline.entrypoints import journal
from leadline.entrypoints.webhook import serve
from leadline.services.texting import delivery_receipts

if TYPE_CHECKING:
    from leadline.entrypoints.http.request import Request


def record_delivery(request: Request, form: Form) -> str:
    report = delivery_report(form)
    if not delivery_receipts.record(request.path("messageKey"), report, delivery_receipts=wiring.delivery_receipts()):
        return "unchanged"
    return journal.failed(report.reason.code) if report and report.reason else "recorded"


lambda_handler = serve(record_delivery, verify=wiring.twilio_form, reply=REPLY)
