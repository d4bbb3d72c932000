"""The skeleton of every HTTP handler: request in, answer or problem document out."""

from __future__ import annotations

from base64 import b64encode
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec

from leadline.domain import errors
from leadline.entrypoints import journal, views
from leadline.entrypoints.http.problem import answered, document, problem
from leadline.entrypoints.http.request import Event, Request
from leadline.entrypoints.start import keep_what_it_loads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PROGRAMS = " /api/"


class Answer(msgspec.Struct, frozen=True):
    """A status and a body, JSON, or a text or bytes of another type; `outcome` and `ids` go to the journal."""

    status: int
    body: Any = None
    outcome: str = "ok"
    ids: dict[str, Any] = {}
    content_type: str = "application/json"
    headers: dict[str, str] = {}


def serve(routes: Mapping[str, Callable[[Request], Answer]]) -> Callable[[Event, object], Event]:
    """Make a Lambda handler of a table of routes, each by its key in the gateway (“GET /leads/{leadId}”).

    Programs' routes below /api are the same ones. Errors become problem documents, the outcome goes to the journal.
    """

    def lambda_handler(event: Event, _context: object) -> Event:
        correlation_id = event["requestContext"]["requestId"]
        route = routes[event["routeKey"].replace(PROGRAMS, " /", 1)]
        try:
            answer = route(Request(event))
        except errors.Refusal as refusal:
            journal.record(refusal.code, function=route.__name__, correlation_id=correlation_id)
            return problem(refusal)
        except errors.Undelivered as undelivered:
            reason = undelivered.message.reason
            outcome = journal.failed(reason.code if reason else undelivered.refusal.code)
            journal.record(outcome, function=route.__name__, correlation_id=correlation_id)
            return problem(undelivered.refusal, message=views.message(undelivered.message))
        except Exception:  # noqa: BLE001 - the outermost frame: whatever it is, the caller gets an answer and we a trace.
            journal.record_fault(route.__name__, correlation_id)
            return document(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something went wrong on our side.")
        journal.record(answer.outcome, function=route.__name__, correlation_id=correlation_id, **answer.ids)
        if answer.body is None:
            return {"statusCode": answer.status}
        if isinstance(answer.body, bytes):
            text = b64encode(answer.body).decode()
            return answered(answer.status, answer.content_type, text, **answer.headers) | {"isBase64Encoded": True}
        text = answer.body if isinstance(answer.body, str) else msgspec.json.encode(answer.body).decode()
        return answered(answer.status, answer.content_type, text, **answer.headers)

    return keep_what_it_loads(lambda_handler)
