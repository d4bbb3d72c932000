"""The Messages resource of api.twilio.com and the media of its messages."""

from collections.abc import Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from local.twilio import delivery, faults, listing, messages, numbering, switchboard
from local.twilio.creating import create_message
from local.twilio.forms import Form
from local.twilio.messages import FINAL, Media, Message
from local.twilio.pages import only_page
from local.twilio.refusals import Refusal
from local.twilio.switchboard import Switchboard


async def list_messages(request: Request) -> Response:
    """`GET Messages.json`."""
    board = switchboard.of(request)
    _check_reachable(board, request.query_params.get("To", ""))
    longest = faults.strike(board.db, "list_short", numbering.read(request.query_params.get("To", "")).number)
    shown = listing.page(board.db, request.query_params, longest=int(longest or listing.LARGEST_SIZE))
    return JSONResponse(listing.resource(shown, request.query_params, account_sid=board.account.sid))


async def fetch_message(request: Request) -> Response:
    """`GET Messages/{Sid}.json`."""
    board, message = switchboard.of(request), _message(request)
    _check_reachable(board, message.phone)
    return JSONResponse(messages.resource(message, account_sid=board.account.sid))


async def redact_message(request: Request) -> Response:
    """`POST Messages/{Sid}.json` with an empty Body; raises Refusal 20009 while the message is under way."""
    board, message = switchboard.of(request), _message(request)
    form = await Form.of(request)
    if "Status" in form or "Body" not in form or form["Body"]:
        raise Refusal(20001, "only an empty Body, which redacts, is played by this simulator")
    _check_complete(message)
    messages.save(board.db, replace(message, body=""))
    board.bell.ring()
    return JSONResponse(messages.resource(_message(request), account_sid=board.account.sid))


async def delete_message(request: Request) -> Response:
    """`DELETE Messages/{Sid}.json`; raises Refusal 20009 while the message is under way."""
    board, message = switchboard.of(request), _message(request)
    _check_complete(message)
    messages.remove(board.db, message.sid)
    board.bell.ring()
    return Response(status_code=204)


async def list_media(request: Request) -> Response:
    """`GET Messages/{Sid}/Media.json`."""
    board, message = switchboard.of(request), _message(request)
    _check_reachable(board, message.phone)
    found = [_media_resource(board, message, media) for media in message.media]
    return JSONResponse(only_page(request.url.path, "media_list", found))


async def fetch_media(request: Request) -> Response:
    """`GET Messages/{Sid}/Media/{Sid}`: sends on to where the file is, or with `.json` tells what is known of it."""
    board, message = switchboard.of(request), _message(request)
    media, is_about = _one_media(request, message)
    if is_about:
        return JSONResponse(_media_resource(board, message, media))
    status = faults.strike(board.db, "media_down", message.phone)
    if status is not None:
        raise Refusal(20503, status=int(status) or None)
    return RedirectResponse(delivery.link(request, media.sid), 307)


async def delete_media(request: Request) -> Response:
    """`DELETE Messages/{Sid}/Media/{Sid}`: the message stays, the file is gone."""
    board, message = switchboard.of(request), _message(request)
    media, _ = _one_media(request, message)
    messages.keep_media(board.db, message.sid, [one for one in message.media if one != media])
    board.db.execute("DELETE FROM pictures WHERE sid = ?", (media.sid,))
    board.bell.ring()
    return Response(status_code=204)


def _one_media(request: Request, message: Message) -> tuple[Media, bool]:
    sid, dot, _ = request.path_params["media"].partition(".")
    media = next((one for one in message.media if one.sid == sid), None)
    if media is None:
        raise Refusal(20404, request.url.path)
    return media, bool(dot)


def _message(request: Request) -> Message:
    message = messages.find(switchboard.of(request).db, request.path_params["sid"])
    if message is None:
        raise Refusal(20404, request.url.path)
    return message


def _check_complete(message: Message) -> None:
    if message.status not in FINAL and message.status != "sent":
        raise Refusal(20009)


def _check_reachable(board: Switchboard, phone: str) -> None:
    status = faults.strike(board.db, "list_down", numbering.read(phone).number)
    if status is not None:
        raise Refusal(20503, status=int(status) or None)


def _media_resource(board: Switchboard, message: Message, media: Media) -> Mapping[str, object]:
    at = messages.rfc2822(message.created_at)
    return {
        "sid": media.sid,
        "account_sid": board.account.sid,
        "parent_sid": message.sid,
        "content_type": media.content_type,
        "date_created": at,
        "date_updated": at,
        "uri": f"/2010-04-01/Accounts/{board.account.sid}/Messages/{message.sid}/Media/{media.sid}.json",
    }


ROUTES = (
    Route("/Messages.json", create_message, methods=["POST"]),
    Route("/Messages.json", list_messages, methods=["GET"]),
    Route("/Messages/{sid}/Media.json", list_media, methods=["GET"]),
    Route("/Messages/{sid}/Media/{media}", fetch_media, methods=["GET"]),
    Route("/Messages/{sid}/Media/{media}", delete_media, methods=["DELETE"]),
    Route("/Messages/{sid}.json", fetch_message, methods=["GET"]),
    Route("/Messages/{sid}.json", redact_message, methods=["POST"]),
    Route("/Messages/{sid}.json", delete_message, methods=["DELETE"]),
)
