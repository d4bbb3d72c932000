"""The API's public address: plays API Gateway's front door before the emulator.

The emulator serves an API under a name or a path of its own; here it gets an address that is known before anything is
deployed, so webhooks can be signed against it. Three things that the emulator leaves out of a gateway are done here:
CORS headers on its own refusals, the limit of 10 MB, the 30 seconds.

    python -m local.api_door --port 8090 --emulator http://127.0.0.1:4566 --api abc12345 --portal http://localhost:8080
"""

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

LARGEST_BODY = 10 * 1024 * 1024
LONGEST_SECONDS = 30
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
BETWEEN_NEIGHBOURS = {b"connection", b"keep-alive", b"transfer-encoding", b"content-length", b"server", b"date"}


def door(*, emulator: str, api: str, portal: str) -> Starlette:
    """The application that passes every request on to the deployed API and its answer back."""
    address = httpx.URL(emulator)
    host = f"{api}.execute-api.localhost:{address.port}"

    async def enter(request: Request) -> Response:
        body = await request.body()
        if len(body) > LARGEST_BODY:
            return JSONResponse({"message": "Request Entity Too Large"}, 413)
        query = request.scope["query_string"]
        path = request.scope["raw_path"] + (b"?" + query if query else b"")
        headers = [(name, value) for name, value in request.headers.raw if name not in {b"host", *BETWEEN_NEIGHBOURS}]
        client: httpx.AsyncClient = request.app.state.client
        passed_on = client.build_request(
            request.method,
            address.copy_with(raw_path=path),
            headers=[(b"host", host.encode()), *headers],
            content=body,
        )
        try:
            answer = await client.send(passed_on, stream=True)
            content = b"".join([chunk async for chunk in answer.aiter_raw()])
            await answer.aclose()
        except httpx.TimeoutException:
            return JSONResponse({"message": "Service Unavailable"}, 503)
        response = Response(content, answer.status_code)
        response.raw_headers += [
            (name.lower(), value) for name, value in answer.headers.raw if name.lower() not in BETWEEN_NEIGHBOURS
        ]
        if request.headers.get("origin") == portal and "access-control-allow-origin" not in response.headers:
            response.headers["access-control-allow-origin"] = portal
            response.headers["vary"] = "Origin"
        return response

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
        async with httpx.AsyncClient(timeout=LONGEST_SECONDS, limits=limits, trust_env=False) as client:
            app.state.client = client
            yield

    return Starlette(routes=[Route("/{path:path}", enter, methods=METHODS)], lifespan=lifespan)


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--emulator", required=True)
    parser.add_argument("--api", required=True)
    parser.add_argument("--portal", required=True)
    wanted = parser.parse_args()
    app = door(emulator=wanted.emulator, api=wanted.api, portal=wanted.portal)
    uvicorn.run(app, host="127.0.0.1", port=wanted.port, log_level="warning", timeout_graceful_shutdown=2)


if __name__ == "__main__":
    main()
