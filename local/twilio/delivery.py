"""Where files are handed out to whoever has a fresh link: at the real one, mms.twiliocdn.com before an S3 bucket."""

import hashlib
import hmac
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from local.twilio import store, switchboard
from local.twilio.switchboard import Switchboard

GOOD_FOR_SECONDS = 4 * 3600


def link(request: Request, sid: str) -> str:
    """An address at which a file can be had for four hours, without a password; by the name that we were called by."""
    board = switchboard.of(request)
    expires = str(int(store.now()) + GOOD_FOR_SECONDS)
    query = urlencode({"Expires": expires, "Signature": _signature(board, sid, expires)})
    return f"{request.url.scheme}://{request.url.netloc}/delivery/{board.account.sid}/{sid}?{query}"


async def hand_out(request: Request) -> Response:
    """`GET /delivery/{AccountSid}/{Sid}`: the file, as its sender named its type."""
    board, sid, query = switchboard.of(request), request.path_params["sid"], request.query_params
    if "authorization" in request.headers:
        return _refused(400, "InvalidArgument")  # S3 takes one way to sign in, and the link is one already
    expires = query.get("Expires", "")
    if not hmac.compare_digest(query.get("Signature", ""), _signature(board, sid, expires)):
        return _refused(403, "AccessDenied")
    if int(expires) < store.now():
        return _refused(403, "AccessDenied")
    row = board.db.execute("SELECT * FROM pictures WHERE sid = ?", (sid,)).fetchone()
    return Response(row["content"], media_type=row["content_type"]) if row else _refused(404, "NoSuchKey")


def _signature(board: Switchboard, sid: str, expires: str) -> str:
    return hmac.new(board.account.token.encode(), f"{sid} {expires}".encode(), hashlib.sha256).hexdigest()


def _refused(status: int, code: str) -> Response:
    return Response(f"<Error><Code>{code}</Code></Error>", status, media_type="application/xml")


ROUTES = (Route("/delivery/{account}/{sid}", hand_out, methods=["GET"]),)
