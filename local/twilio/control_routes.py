"""The control API of the page and the tests: hold phones, switch faults, read what came and went. No Twilio has it."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from local.twilio import calls, desk, faults, inbound, numbering, phones, store, switchboard
from local.twilio.phones import Phone
from local.twilio.wishes import Wish


async def show_state(request: Request) -> Response:
    """`GET /control/state`: everything that the page shows."""
    return JSONResponse(desk.state(switchboard.of(request)))


async def put_phone(request: Request) -> Response:
    """`POST /control/phones`: hold a phone, or change it; what is left out stays as it is."""
    board, wish = switchboard.of(request), await Wish.of(request)
    number = numbering.read(wish.text("number")).number
    known = phones.find(board.db, number)
    phone = Phone(
        number,
        wish.text("name", known.name if known else number),
        wish.text("lineType", known.line_type if known else "mobile"),
        wish.text("outcome", known.outcome if known else "delivered"),
    )
    phones.put(board.db, phone)
    board.bell.ring()
    return JSONResponse(desk.phone(board, phone), 200 if known else 201)


async def put_phone_away(request: Request) -> Response:
    """`DELETE /control/phones/{number}`."""
    board = switchboard.of(request)
    phones.put_away(board.db, request.path_params["number"])
    board.bell.ring()
    return Response(status_code=204)


async def list_texts(request: Request) -> Response:
    """`GET /control/phones/{number}/texts`: what went to and from a phone, oldest first."""
    return JSONResponse(desk.texts(switchboard.of(request), request.path_params["number"]))


async def send_text(request: Request) -> Response:
    """`POST /control/phones/{number}/texts`: text from a phone to one of the account's numbers."""
    board, wish = switchboard.of(request), await Wish.of(request)
    message = inbound.text(
        board,
        phone=phones.sender(request.path_params["number"]),
        number=wish.text("to"),
        body=wish.text("body", ""),
        pictures=wish.pictures(),
    )
    return JSONResponse(desk.text(message), 201)


async def show_picture(request: Request) -> Response:
    """`GET /control/pictures/{sid}`: a picture that a phone sent, without a password."""
    query = "SELECT * FROM pictures WHERE sid = ?"
    row = switchboard.of(request).db.execute(query, (request.path_params["sid"],)).fetchone()
    return Response(row["content"], media_type=row["content_type"]) if row else Response(status_code=404)


async def switch_fault_on(request: Request) -> Response:
    """`POST /control/faults`: switch a trouble on, for one phone or for all, for ever or some times."""
    board, wish = switchboard.of(request), await Wish.of(request)
    fault = faults.switch_on(
        board.db,
        wish.one_of("name", faults.KINDS),
        phone=wish.text("phone", faults.EVERYONE),
        value=wish.number("value"),
        times=wish.whole("times"),
    )
    board.bell.ring()
    return JSONResponse(asdict(fault), 201)


async def switch_faults_off(request: Request) -> Response:
    """`DELETE /control/faults`: with `?name=` (and `&phone=`) one, without all."""
    board, query = switchboard.of(request), request.query_params
    faults.switch_off(board.db, query.get("name"), phone=query.get("phone", faults.EVERYONE))
    board.bell.ring()
    return Response(status_code=204)


async def set_pace(request: Request) -> Response:
    """`POST /control/pace`: seconds between two states of a message."""
    board, wish = switchboard.of(request), await Wish.of(request)
    board.set_step(wish.number("stepDelay") or 0.0)
    board.bell.ring()
    return JSONResponse({"stepDelay": board.step()})


async def go_offline(request: Request) -> Response:
    """`POST /control/offline`: refuse every connection for some seconds."""
    board, wish = switchboard.of(request), await Wish.of(request)
    await board.go_offline(wish.number("seconds") or 1.0)
    return Response(status_code=202)


async def list_calls(request: Request) -> Response:
    """`GET /control/calls`: every create call and how it was answered; with `?to=` those to one phone."""
    found = calls.every(switchboard.of(request).db, to=request.query_params.get("to"))
    return JSONResponse([asdict(call) for call in found])


async def list_lookups(request: Request) -> Response:
    """`GET /control/lookups`: every number that was looked up, and whether that was answered."""
    return JSONResponse(calls.lookups(switchboard.of(request).db))


async def list_posts(request: Request) -> Response:
    """`GET /control/posts`: every webhook and callback, what came of it, and Twilio's error log."""
    rows = switchboard.of(request).db.execute("SELECT * FROM posts ORDER BY id").fetchall()
    return JSONResponse([dict(row) | {"form": json.loads(row["form"])} for row in rows])


async def wait_until_idle(request: Request) -> Response:
    """`GET /control/idle?seconds=10`: answer once nothing is left to do; 408 when that takes longer."""
    board = switchboard.of(request)
    try:
        async with asyncio.timeout(float(request.query_params.get("seconds", "10"))):
            while not board.agenda.is_empty():
                await asyncio.sleep(0.01)
    except TimeoutError:
        return Response(status_code=408)
    return JSONResponse({"idle": True})


async def reset(request: Request) -> Response:
    """`POST /control/reset`: forget everything, the account's numbers too."""
    board, _ = switchboard.of(request), await Wish.of(request)
    await board.agenda.stop()
    store.empty(board.db)
    board.bell.ring()
    return Response(status_code=204)


async def watch(request: Request) -> Response:
    """`GET /control/events`: one server-sent event after each change."""

    async def events() -> AsyncIterator[str]:
        async for _ in switchboard.of(request).bell.rings():
            yield "data: changed\n\n"

    return StreamingResponse(events(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


ROUTES = (
    Route("/state", show_state, methods=["GET"]),
    Route("/phones", put_phone, methods=["POST"]),
    Route("/phones/{number}", put_phone_away, methods=["DELETE"]),
    Route("/phones/{number}/texts", list_texts, methods=["GET"]),
    Route("/phones/{number}/texts", send_text, methods=["POST"]),
    Route("/pictures/{sid}", show_picture, methods=["GET"]),
    Route("/faults", switch_fault_on, methods=["POST"]),
    Route("/faults", switch_faults_off, methods=["DELETE"]),
    Route("/pace", set_pace, methods=["POST"]),
    Route("/offline", go_offline, methods=["POST"]),
    Route("/calls", list_calls, methods=["GET"]),
    Route("/lookups", list_lookups, methods=["GET"]),
    Route("/posts", list_posts, methods=["GET"]),
    Route("/idle", wait_until_idle, methods=["GET"]),
    Route("/reset", reset, methods=["POST"]),
    Route("/events", watch, methods=["GET"]),
)
