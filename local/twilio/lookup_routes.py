"""The PhoneNumbers resource of lookups.twilio.com."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.twilio import calls, faults, lookups, numbering, switchboard
from local.twilio.refusals import Refusal


async def look_up(request: Request) -> Response:
    """`GET /v2/PhoneNumbers/{PhoneNumber}`; a number without a plus sign is read as CountryCode's."""
    board = switchboard.of(request)
    dialled = numbering.read(request.path_params["number"], country=request.query_params.get("CountryCode") or "US")
    asked = calls.asked(board.db, dialled.number)
    status = faults.strike(board.db, "lookup_down", dialled.number)
    if status is not None:
        raise Refusal(20503, status=int(status) or None)
    if faults.strike(board.db, "lookup_missing", dialled.number) is not None:
        raise Refusal(20404, request.url.path)
    await asyncio.sleep(faults.strike(board.db, "lookup_slow", dialled.number) or 0.0)
    fields = request.query_params.get("Fields", "").split(",")
    calls.told(board.db, asked)
    return JSONResponse(lookups.resource(board.db, dialled, fields=fields, base=board.base_url))


ROUTES = (Route("/PhoneNumbers/{number:path}", look_up, methods=["GET"]),)
