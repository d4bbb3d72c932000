"""Asks a web application something without a network."""

import asyncio
from typing import Any

import httpx
from starlette.applications import Starlette


def ask(application: Starlette, method: str, path: str, **details: Any) -> httpx.Response:
    """The application's answer to one request."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, **details)

    return asyncio.run(asked())
