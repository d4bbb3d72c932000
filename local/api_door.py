"""The API's public address: plays API Gateway's front door before the emulator.

The emulator serves an API under a name or a path of its own; here it gets an address that is known before anything is
deployed, so webhooks can be signed against it. Three things that the emulator leaves out of a gateway are done here:
CORS headers on its own refusals, the limit of 10 MB, the 30 seconds. And calls wait here for a place on this machine,
which has fewer than Lambda.

    python -m local.api_door --port 8090 --emulator http://127.0.0.1:4566 --api abc12345 --portal http://localhost:8080
"""

import argparse
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import request_response

from local.places import NoPlace, Places

LARGEST_BODY = 10 * 1024 * 1024
LONGEST_SECONDS = 30
BETWEEN_NEIGHBOURS = {b"connection", b"keep-alive", b"transfer-encoding", b"content-length", b"server", b"date"}


@dataclass(frozen=True, slots=True)
class Door:
    """Passes every request on to the deployed API, and its answer back."""

    emulator: httpx.URL
    api: str
    portal: str
    client: httpx.AsyncClient
    places: Places

    async def enter(self, request: Request) -> Response:
        body = await request.body()
        if len(body) > LARGEST_BODY:
            return self._to_the_portal_too(request, _refusal(413, "Request Entity Too Large"))
        try:
            response = await self._let_in(request, body)
        except NoPlace:
            response = _refusal(429, "Too Many Requests")
        except httpx.TransportError:
            response = _refusal(503, "Service Unavailable")
        return self._to_the_portal_too(request, response)

    async def _let_in(self, request: Request, body: bytes) -> Response:
        async with AsyncExitStack() as leaving:
            if request.method != "OPTIONS":  # which the gateway answers itself
                await leaving.enter_async_context(self.places.one(_kind(request)))
            answer = await self.client.send(self._inside(request, body), stream=True)
            content = b"".join([chunk async for chunk in answer.aiter_raw()])
            await answer.aclose()
        response = Response(content, answer.status_code)
        response.raw_headers += [
            (name.lower(), value) for name, value in answer.headers.raw if name.lower() not in BETWEEN_NEIGHBOURS
        ]
        return response

    def _inside(self, request: Request, body: bytes) -> httpx.Request:
        """The same request as the emulator wants it: path and query untouched, the API named by the host."""
        query = request.scope["query_string"]
        path = request.scope["raw_path"] + (b"?" + query if query else b"")
        host = f"{self.api}.execute-api.localhost:{self.emulator.port}".encode()
        headers = [(name, value) for name, value in request.headers.raw if name not in {b"host", *BETWEEN_NEIGHBOURS}]
        url = self.emulator.copy_with(raw_path=path)
        return self.client.build_request(request.method, url, headers=[(b"host", host), *headers], content=body)

    def _to_the_portal_too(self, request: Request, response: Response) -> Response:
        """The gateway lets the portal read refusals as well; the emulator's have no such header."""
        if request.headers.get("origin") == self.portal and "access-control-allow-origin" not in response.headers:
            response.headers["access-control-allow-origin"] = self.portal
            response.headers["vary"] = "Origin"
        return response


def _kind(request: Request) -> str:
    """What a call is about: the first part of its path, the second for programs' `/api/…`."""
    first, _, rest = request.url.path.lstrip("/").partition("/")
    return rest.partition("/")[0] if first == "api" else first


def _refusal(status: int, message: str) -> JSONResponse:
    """A refusal in the gateway's own words; after one of a moment, when to come again."""
    return JSONResponse({"message": message}, status, {"retry-after": "1"} if status in (429, 503) else None)


def application(
    *,
    emulator: str,
    api: str,
    portal: str,
    transport: httpx.AsyncBaseTransport | None = None,
    places: Places | None = None,
) -> Starlette:
    """The door as a web application; `transport` is how it reaches the emulator."""
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
    client = httpx.AsyncClient(timeout=LONGEST_SECONDS, limits=limits, transport=transport, trust_env=False)
    door = Door(httpx.URL(emulator), api, portal, client, places or Places())

    @asynccontextmanager
    async def closing(_: Starlette) -> AsyncIterator[None]:
        async with client:
            yield

    opened = Starlette(lifespan=closing)
    # No route: a route's pattern ends at a line break, and in a path there may be one (%0A).
    opened.router.default = request_response(door.enter)
    return opened


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--emulator", required=True)
    parser.add_argument("--api", required=True)
    parser.add_argument("--portal", required=True)
    wanted = parser.parse_args()
    app = application(emulator=wanted.emulator, api=wanted.api, portal=wanted.portal)
    uvicorn.run(app, host="127.0.0.1", port=wanted.port, log_level="warning", timeout_graceful_shutdown=2)


if __name__ == "__main__":
    main()
