"""The local gateway's door passes requests on as they are, and does what the emulator leaves out."""

from typing import Any

import httpx
import pytest

from local.api_door import application
from tests.local.asking import ask

PORTAL = "http://localhost:8080"


class Emulator(httpx.AsyncBaseTransport):
    """Remembers what it was asked, and answers as it is told."""

    def __init__(self, status: int = 200, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.status, self.body, self.headers = status, body, headers
        self.trouble: Exception | None = None
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if self.trouble:
            raise self.trouble
        return httpx.Response(self.status, headers=self.headers, stream=httpx.ByteStream(self.body))


def visit(emulator: Emulator, method: str, path: str, **details: Any) -> httpx.Response:
    app = application(emulator="http://127.0.0.1:4566", api="abc12345", portal=PORTAL, transport=emulator)
    return ask(app, method, path, **details)


def test_a_request_arrives_as_it_was_sent_under_the_apis_own_name():
    emulator = Emulator(body=b"done")

    answer = visit(
        emulator, "POST", "/a%20b%0Ac/%2B1?x=1&x=&y=%E2%82%AC", content="Body=%2B1&Empty=", headers={"x-some": "thing"}
    )

    (asked,) = emulator.asked
    assert answer.text == "done"
    assert asked.url.raw_path == b"/a%20b%0Ac/%2B1?x=1&x=&y=%E2%82%AC"
    assert asked.content == b"Body=%2B1&Empty="
    assert asked.headers["host"] == "abc12345.execute-api.localhost:4566"
    assert asked.headers["x-some"] == "thing"


def test_the_portal_may_read_a_refusal_of_the_gateway():
    emulator = Emulator(401, b'{"message": "Unauthorized"}')

    answer = visit(emulator, "GET", "/threads", headers={"origin": PORTAL})
    elsewhere = visit(emulator, "GET", "/threads", headers={"origin": "http://elsewhere.example"})

    assert answer.status_code == 401
    assert answer.headers["access-control-allow-origin"] == PORTAL
    assert "access-control-allow-origin" not in elsewhere.headers


def test_what_the_api_itself_says_about_origins_stands():
    emulator = Emulator(headers={"Access-Control-Allow-Origin": PORTAL, "Vary": "Origin"})

    answer = visit(emulator, "GET", "/threads", headers={"origin": PORTAL})

    assert answer.headers.get_list("access-control-allow-origin") == [PORTAL]


def test_a_body_over_10_mb_is_refused_before_it_reaches_the_api():
    emulator = Emulator()

    answer = visit(emulator, "POST", "/messages", content=b"x" * (10 * 1024 * 1024 + 1))

    assert (answer.status_code, answer.json()) == (413, {"message": "Request Entity Too Large"})
    assert not emulator.asked


@pytest.mark.parametrize("trouble", [httpx.ReadTimeout("30 seconds"), httpx.ConnectError("nobody there")])
def test_an_api_that_does_not_answer_is_unavailable(trouble: Exception):
    emulator = Emulator()
    emulator.trouble = trouble

    answer = visit(emulator, "GET", "/threads")

    assert (answer.status_code, answer.json()) == (503, {"message": "Service Unavailable"})
