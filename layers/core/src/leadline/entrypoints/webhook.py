"""The skeleton of Twilio's webhooks: signed or refused, answered with empty TwiML at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from leadline.adapters.twilio.webhooks import SIGNATURE, Form, is_signed
from leadline.domain import errors
from leadline.entrypoints import journal
from leadline.entrypoints.http import Event, Request, problem
from leadline.entrypoints.start import keep_what_it_loads

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadline.adapters.secrets import Outside

TWIML = {"statusCode": 200, "headers": {"content-type": "text/xml"}, "body": "<Response/>"}
MAX_FIELDS = 1000


def serve(route: Callable[[Request, Form], str], *, outside: Callable[[], Outside]) -> Callable[[Event, object], Event]:
    """Make a Lambda handler of a route that gets a verified form and returns its outcome.

    A fault is answered with 503: Twilio then uses its fallback address and retries, and the sweep does the rest.
    """

    def lambda_handler(event: Event, _context: object) -> Event:
        correlation_id = event["requestContext"]["requestId"]
        request = Request(event)
        try:
            outcome = route(request, verified_form(request, outside()))
        except errors.Refusal as refusal:
            journal.record(refusal.code, function=route.__name__, correlation_id=correlation_id)
            return problem(refusal)
        except Exception:  # noqa: BLE001 - the outermost frame: whatever it is, Twilio must not take it as received.
            journal.record_fault(route.__name__, correlation_id)
            return problem(errors.Overloaded())
        journal.record(outcome, function=route.__name__, correlation_id=correlation_id)
        return TWIML

    return keep_what_it_loads(lambda_handler)


def verified_form(request: Request, outside: Outside) -> Form:
    """Return the posted form; raises BadSignature unless Twilio signed it for our public address."""
    form = _form(request.raw_body())
    url = outside.public_url + _path(request.event)
    signature = request.header(SIGNATURE) or ""
    if not is_signed(form, url=url, signature=signature, tokens=outside.twilio_accounts):
        raise errors.BadSignature
    return form


def _form(raw: bytes) -> Form:
    """Read a form with blank and repeated values; raises BadSignature for what can't be one."""
    form = Form()
    try:
        for name, value in parse_qsl(
            raw.decode(), keep_blank_values=True, strict_parsing=False, errors="strict", max_num_fields=MAX_FIELDS
        ):
            form.setdefault(name, []).append(value)
    except ValueError:
        raise errors.BadSignature from None
    return form


def _path(event: Event) -> str:
    """Return the route's path and query as they were called, less the gateway's stage: that is part of the public URL."""
    path: str = event["rawPath"]
    stage = event["requestContext"].get("stage", "$default")
    if stage != "$default":
        path = path.removeprefix(f"/{stage}")
    query = event.get("rawQueryString")
    return f"{path}?{query}" if query else path
