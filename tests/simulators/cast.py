"""Who plays in these tests: the account, its customer, the desk with the phones, the SDK."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from local.twilio.account import Account

ACCOUNT = Account(sid="AC" + "0123456789abcdef" * 2, token="a token of the tests")
FIRM = "+14155550100"
TOLL_FREE = "+18885550100"
PHONE = "+14155550132"


@dataclass(frozen=True, slots=True)
class Heard:
    """One request that the customer got."""

    path: str
    headers: dict[str, str]
    form: dict[str, str]
    signed: bool


@dataclass(slots=True)
class Customer:
    """The customer's web server: answers as it is told, by path, and remembers what it heard."""

    url: str = ""
    heard: list[Heard] = field(default_factory=list)
    answers: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    doors: dict[str, threading.Event] = field(default_factory=dict)

    def paths(self) -> list[str]:
        """The paths that were called, in order."""
        return [request.path for request in self.heard]

    def statuses(self) -> list[str]:
        """The message states that were reported, in order."""
        return [request.form["MessageStatus"] for request in self.heard if "MessageStatus" in request.form]

    def hear(self, handler: BaseHTTPRequestHandler) -> None:
        """Take one request."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0))).decode()
        form = dict(parse_qsl(body, keep_blank_values=True))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        path = handler.path.partition("?")[0]
        signature = headers.get("x-twilio-signature", "")
        signed = RequestValidator(ACCOUNT.token).validate(self.url + handler.path, form, signature)
        self.heard.append(Heard(path, headers, form, signed))
        if path in self.doors:
            self.doors[path].wait(5)
        self._answer(handler, path, (200, "text/xml", "<Response/>"))

    def show(self, handler: BaseHTTPRequestHandler) -> None:
        """Hand out a picture."""
        self._answer(handler, handler.path, (200, "image/png", "a picture"))

    def _answer(self, handler: BaseHTTPRequestHandler, path: str, usual: tuple[int, str, str]) -> None:
        status, content_type, answer = self.answers.get(path, usual)
        handler.send_response(status)
        handler.send_header("Content-Type", content_type)
        handler.send_header("Content-Length", str(len(answer.encode())))
        handler.end_headers()
        handler.wfile.write(answer.encode())


@dataclass(frozen=True, slots=True)
class Desk:
    """The simulator's control API."""

    http: httpx.Client

    def text(self, body: str, *, phone: str = PHONE, to: str = FIRM, **more: object) -> dict[str, Any]:
        """Text from a phone, and wait until everything that follows has happened."""
        sent = self.post(f"/control/phones/{phone}/texts", to=to, body=body, **more)
        self.settle()
        return sent

    def settle(self) -> None:
        """Wait until nothing is left to happen."""
        assert self.http.get("/control/idle").status_code == 200

    def fault(self, name: str, **more: object) -> None:
        """Switch a trouble on."""
        self.post("/control/faults", name=name, **more)

    def hold(self, number: str = PHONE, **more: object) -> None:
        """Put a phone on the table."""
        self.post("/control/phones", number=number, **more)

    def texts(self, phone: str = PHONE) -> list[dict[str, Any]]:
        """What went to and from a phone."""
        return self.read(f"/control/phones/{phone}/texts")

    def read(self, path: str) -> Any:
        """A control resource."""
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, **fields: object) -> Any:
        """Change something."""
        answer = self.http.post(path, json=fields)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None


class _Rerouted(TwilioHttpClient):
    """The SDK's own HTTP client, but every vendor host is the simulator."""

    def __init__(self, url: str) -> None:
        super().__init__(timeout=20)
        self._url = url

    def request(self, method: str, url: str, *rest: Any, **more: Any) -> Any:
        path = url.partition(".twilio.com")[2]
        return super().request(method, self._url + path, *rest, **more)


def sdk(url: str, *, sid: str = ACCOUNT.sid, token: str = ACCOUNT.token, account: str | None = None) -> Client:
    """An SDK client that talks to the simulator."""
    return Client(sid, token, account, http_client=_Rerouted(url))


def refusal(call: Callable[[], object]) -> tuple[int, int | None]:
    """The HTTP status and Twilio's code with which the SDK raises."""
    with pytest.raises(TwilioRestException) as raised:
        call()
    return raised.value.status, raised.value.code
