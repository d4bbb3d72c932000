"""The web application: Twilio's three APIs behind the account's password, the control API, and the page."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route, Router

from local.twilio import (
    carrier,
    control_routes,
    delivery,
    inbound,
    lookup_routes,
    message_routes,
    number_routes,
    service_routes,
)
from local.twilio.account import Guarded
from local.twilio.refusals import Refusal
from local.twilio.switchboard import Switchboard

PAGE = Path(__file__).parent / "page"
PAGE_POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"


def application(board: Switchboard) -> Starlette:
    """Wire everything up; the agenda is worked off while the application runs."""
    board.agenda.tasks.update(
        {
            carrier.ADVANCE: partial(carrier.advance, board),
            carrier.CALL_BACK: partial(carrier.call_back, board),
            inbound.PASS_ON: partial(inbound.pass_on, board),
        }
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        worker = asyncio.create_task(board.agenda.work())
        yield
        worker.cancel()
        await board.agenda.stop()
        await board.courier.client.aclose()
        board.db.close()

    core = Router([*message_routes.ROUTES, *number_routes.ROUTES])
    app = Starlette(
        routes=[
            Mount(f"/2010-04-01/Accounts/{board.account.sid}", Guarded(core, account=board.account)),
            Mount("/2010-04-01", Guarded(Router(), account=board.account)),
            Mount("/v1", Guarded(Router(service_routes.ROUTES), account=board.account)),
            Mount("/v2", Guarded(Router(lookup_routes.ROUTES), account=board.account)),
            Mount("/control", Router(control_routes.ROUTES)),
            *delivery.ROUTES,
            Route("/", _file("index.html")),
            *(Route(f"/{name}", _file(name)) for name in ("page.css", "page.js", "phone.js", "faults.js", "dom.js")),
        ],
        exception_handlers={Refusal: _refused, HTTPException: _not_played, ValueError: _not_understood},
        lifespan=lifespan,
    )
    app.state.switchboard = board
    return app


def _file(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def file(_: Request) -> Response:
        headers = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-store"}
        return FileResponse(PAGE / name, headers=headers)

    return file


async def _refused(_: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    return refusal.response()


async def _not_played(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return Refusal(20404 if error.status_code == 404 else 20004, request.url.path, status=error.status_code).response()


async def _not_understood(request: Request, error: Exception) -> Response:
    if not request.url.path.startswith("/control/"):
        raise error
    return JSONResponse({"error": str(error)}, 400)
