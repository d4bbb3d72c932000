"""A webhook's request, checked as the deployed functions check it."""

from leadline.adapters.aws.secrets import Outside
from leadline.adapters.twilio.webhooks import Form, verified_form
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.webhook import path_called


def verified(request: Request, outside: Outside) -> Form:
    """The posted form; raises BadSignature."""
    return verified_form(
        path=path_called(request.event),
        body=request.raw_body(),
        headers=request.event["headers"],
        public_url=outside.public_url,
        tokens=outside.twilio_accounts,
    )
