"""Serves the built portal, as its hosting on AWS does: any page address answers with the one page there is.

python -m local.portal_pages --port 8080 --pages portal/dist --config config.json --uploads http://127.0.0.1:4566/files
"""

import argparse
import json
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route


def site(pages: Path, config: dict[str, str], *, uploads: str) -> Starlette:
    """`config` is what the portal learns at run time: where its API and its sign-in are. `uploads` is where files go."""
    files = {f"/{file.relative_to(pages)}": file for file in pages.rglob("*") if file.is_file()}
    headers = {
        "content-security-policy": (
            "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
            f"object-src 'none'; connect-src 'self' {config['apiUrl']} {uploads} {config['cognitoEndpoint']}"
        ),
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }

    async def page(request: Request) -> Response:
        path = request.url.path
        if path == "/config.json":
            return JSONResponse(config, headers={**headers, "cache-control": "no-store"})
        if path in files and path != "/index.html":
            lasting = "public, max-age=31536000, immutable" if path.startswith("/assets/") else "no-cache"
            return FileResponse(files[path], headers={**headers, "cache-control": lasting})
        if path.startswith("/assets/"):
            return Response("Not found", 404, headers=headers)
        return FileResponse(pages / "index.html", headers={**headers, "cache-control": "no-cache"})

    return Starlette(routes=[Route("/{path:path}", page)])


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--uploads", required=True)
    wanted = parser.parse_args()
    app = site(wanted.pages, json.loads(wanted.config.read_text()), uploads=wanted.uploads)
    uvicorn.run(app, host="127.0.0.1", port=wanted.port, log_level="warning", timeout_graceful_shutdown=2)


if __name__ == "__main__":
    main()
