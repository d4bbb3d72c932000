"""The skeleton of webhooks: verified or refused, and answered at once; what a vendor signs and expects is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from leadline.domain import errors
from leadline.entrypoints import journal
from leadline.entrypoints.http.problem import answered, problem
from leadline.entrypoints.http.request import Event, Request
from leadline.entrypoints.start import keep_what_it_loads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T_co = TypeVar("T_co", covariant=True)


class Verify(Protocol[T_co]):
    """Returns what the vendor posted; raises BadSignature unless it was the vendor. `path` is with its query, as called."""

    def __call__(self, *, path: str, body: bytes, headers: Mapping[str, str]) -> T_co: ...


def serve(
    route: Callable[[Request, T_co], str], *, verify: Verify[T_co], reply: tuple[str, str]
) -> Callable[[Event, object], Event]:
    """Make a Lambda handler of a route that gets what was verified and returns its outcome.

    `reply` is the content type and text that the vendor expects. A fault is answered with 503, so that the vendor tries
    again or uses its fallback address; what it drops nonetheless is swept in.
    """

    def lambda_handler(event: Event, _context: object) -> Event:
        correlation_id = event["requestContext"]["requestId"]
        request = Request(event)
        try:
            posted = verify(path=path_called(event), body=request.raw_body(), headers=event.get("headers", {}))
            outcome = route(request, posted)
        except errors.Refusal as refusal:
            journal.record(refusal.code, function=route.__name__, correlation_id=correlation_id)
            return problem(refusal)
        except Exception:  # noqa: BLE001 - the outermost frame: whatever it is, the vendor must not take it as received.
            journal.record_fault(route.__name__, correlation_id)
            return problem(errors.Overloaded())
        journal.record(outcome, function=route.__name__, correlation_id=correlation_id)
        return answered(200, *reply)

    return keep_what_it_loads(lambda_handler)


def path_called(event: Event) -> str:
    """Return the route's path and query as they were called, less the gateway's stage: that is part of the public URL."""
    path: str = event["rawPath"]
    stage = event["requestContext"].get("stage", "$default")
    if stage != "$default":
        path = path.removeprefix(f"/{stage}")
    query = event.get("rawQueryString")
    return f"{path}?{query}" if query else path
