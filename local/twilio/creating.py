"""Answering a create call, or failing to, as the faults that hit its recipient want it."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from local.twilio import calls, carrier, faults, messages, numbering, sending, switchboard
from local.twilio.forms import Form
from local.twilio.messages import Message
from local.twilio.refusals import Refusal
from local.twilio.switchboard import Switchboard


async def create_message(request: Request) -> Response:
    """`POST Messages.json`: take a message; every call and its answer are kept on record."""
    board = switchboard.of(request)
    form = await Form.of(request)
    call = calls.came(board.db, form)
    try:
        message = await _attempt(board, form, call)
    except Refusal as refusal:
        calls.answered(board.db, call, str(refusal.status), code=refusal.code)
        raise
    except _LineBreaks:
        calls.answered(board.db, call, "lost")
        return await _hang_up(request)
    calls.answered(board.db, call, "unheard" if await request.is_disconnected() else "201")
    return JSONResponse(messages.resource(message, account_sid=board.account.sid), 201)


class _LineBreaks(Exception):
    """The caller gets no answer."""


async def _attempt(board: Switchboard, form: Form, call: int) -> Message:
    phone = numbering.read(form["To"]).number
    _break_if(board, "lost_before", phone)
    _fail_if(board, "too_many", phone, code=20429)
    _fail_if(board, "error_before", phone, code=20500)
    message = sending.accept(board, form)
    calls.took(board.db, call, message.sid)
    await _dawdle(board, message)
    _break_if(board, "lost_after", phone)
    _fail_if(board, "error_after", phone, code=20500)
    return message


async def _dawdle(board: Switchboard, message: Message) -> None:
    if faults.strike(board.db, "callbacks_first", message.recipient) is not None:
        while carrier.is_underway(board, message.sid):
            await asyncio.sleep(0.01)
    await asyncio.sleep(faults.strike(board.db, "answer_slow", message.recipient) or 0.0)


def _break_if(board: Switchboard, fault: str, phone: str) -> None:
    if faults.strike(board.db, fault, phone) is not None:
        raise _LineBreaks


def _fail_if(board: Switchboard, fault: str, phone: str, *, code: int) -> None:
    status = faults.strike(board.db, fault, phone)
    if status is not None:
        raise Refusal(code, status=int(status) or None)


async def _hang_up(request: Request) -> Response:
    """Cut the connection; the response is what the framework wants to have, nobody sees it."""
    request.scope["extensions"]["hang_up"]()
    await asyncio.sleep(0)
    return Response(status_code=500)
