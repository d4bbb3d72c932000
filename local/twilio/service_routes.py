"""The Services resource of messaging.twilio.com: Messaging Services and their pools of numbers."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.twilio import numbers, services, switchboard
from local.twilio.forms import Form
from local.twilio.pages import only_meta_page
from local.twilio.refusals import Refusal
from local.twilio.services import Service
from local.twilio.switchboard import Switchboard


async def create_service(request: Request) -> Response:
    """`POST /v1/Services`."""
    board = switchboard.of(request)
    return _shown(board, services.create(board.db, await Form.of(request)), 201)


async def list_services(request: Request) -> Response:
    """`GET /v1/Services`."""
    board = switchboard.of(request)
    found = [
        services.resource(service, account_sid=board.account.sid, base=board.base_url)
        for service in services.every(board.db)
    ]
    return JSONResponse(only_meta_page(f"{board.base_url}/v1/Services", "services", found))


async def fetch_service(request: Request) -> Response:
    """`GET /v1/Services/{Sid}`."""
    return _shown(switchboard.of(request), _service(request))


async def update_service(request: Request) -> Response:
    """`POST /v1/Services/{Sid}`."""
    board = switchboard.of(request)
    return _shown(board, services.change(board.db, _service(request).sid, await Form.of(request)))


async def add_number(request: Request) -> Response:
    """`POST /v1/Services/{Sid}/PhoneNumbers` with PhoneNumberSid; raises Refusal 20404."""
    board, service = switchboard.of(request), _service(request)
    number = numbers.by_sid(board.db, (await Form.of(request))["PhoneNumberSid"])
    services.join(board.db, service.sid, number)
    joined = numbers.owned(board.db, number.number)
    return JSONResponse(services.pool_resource(joined, account_sid=board.account.sid, base=board.base_url), 201)


async def list_pool(request: Request) -> Response:
    """`GET /v1/Services/{Sid}/PhoneNumbers`."""
    board, service = switchboard.of(request), _service(request)
    found = [
        services.pool_resource(number, account_sid=board.account.sid, base=board.base_url)
        for number in services.pool(board.db, service.sid)
    ]
    return JSONResponse(only_meta_page(f"{board.base_url}{request.url.path}", "phone_numbers", found))


async def remove_number(request: Request) -> Response:
    """`DELETE /v1/Services/{Sid}/PhoneNumbers/{Sid}`."""
    board, service = switchboard.of(request), _service(request)
    number = numbers.by_sid(board.db, request.path_params["number"])
    if number.service_sid != service.sid:
        raise Refusal(20404, request.url.path)
    services.leave(board.db, number)
    return Response(status_code=204)


def _service(request: Request) -> Service:
    return services.existing(switchboard.of(request).db, request.path_params["sid"])


def _shown(board: Switchboard, service: Service, status: int = 200) -> Response:
    board.bell.ring()
    shown = services.resource(service, account_sid=board.account.sid, base=board.base_url)
    return JSONResponse(shown, status)


ROUTES = (
    Route("/Services", create_service, methods=["POST"]),
    Route("/Services", list_services, methods=["GET"]),
    Route("/Services/{sid}", fetch_service, methods=["GET"]),
    Route("/Services/{sid}", update_service, methods=["POST"]),
    Route("/Services/{sid}/PhoneNumbers", add_number, methods=["POST"]),
    Route("/Services/{sid}/PhoneNumbers", list_pool, methods=["GET"]),
    Route("/Services/{sid}/PhoneNumbers/{number}", remove_number, methods=["DELETE"]),
)
