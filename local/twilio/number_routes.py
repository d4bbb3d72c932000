"""The IncomingPhoneNumbers resource of api.twilio.com: the account's numbers and their webhooks."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.twilio import numbers, switchboard
from local.twilio.forms import Form
from local.twilio.numbers import Number
from local.twilio.pages import only_page


async def buy_number(request: Request) -> Response:
    """`POST IncomingPhoneNumbers.json`."""
    board = switchboard.of(request)
    number = numbers.buy(board.db, await Form.of(request))
    board.bell.ring()
    return JSONResponse(numbers.resource(number, account_sid=board.account.sid), 201)


async def list_numbers(request: Request) -> Response:
    """`GET IncomingPhoneNumbers.json`, by PhoneNumber if one is given."""
    board = switchboard.of(request)
    wanted = request.query_params.get("PhoneNumber")
    found = [number for number in numbers.every(board.db) if not wanted or wanted == number.number]
    shown = [numbers.resource(number, account_sid=board.account.sid) for number in found]
    return JSONResponse(only_page(request.url.path, "incoming_phone_numbers", shown))


async def fetch_number(request: Request) -> Response:
    """`GET IncomingPhoneNumbers/{Sid}.json`."""
    return JSONResponse(numbers.resource(_number(request), account_sid=switchboard.of(request).account.sid))


async def update_number(request: Request) -> Response:
    """`POST IncomingPhoneNumbers/{Sid}.json`."""
    board = switchboard.of(request)
    changed = numbers.change(board.db, _number(request).number, await Form.of(request))
    board.bell.ring()
    return JSONResponse(numbers.resource(changed, account_sid=board.account.sid))


async def release_number(request: Request) -> Response:
    """`DELETE IncomingPhoneNumbers/{Sid}.json`."""
    board = switchboard.of(request)
    numbers.release(board.db, _number(request))
    board.bell.ring()
    return Response(status_code=204)


def _number(request: Request) -> Number:
    return numbers.by_sid(switchboard.of(request).db, request.path_params["sid"])


ROUTES = (
    Route("/IncomingPhoneNumbers.json", buy_number, methods=["POST"]),
    Route("/IncomingPhoneNumbers.json", list_numbers, methods=["GET"]),
    Route("/IncomingPhoneNumbers/{sid}.json", fetch_number, methods=["GET"]),
    Route("/IncomingPhoneNumbers/{sid}.json", update_number, methods=["POST"]),
    Route("/IncomingPhoneNumbers/{sid}.json", release_number, methods=["DELETE"]),
)
