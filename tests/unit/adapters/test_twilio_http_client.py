"""The way to Twilio: no call lasts longer than it may, and what a page of a list is refused with is understood."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from time import sleep

import pytest
from requests.exceptions import ReadTimeout
from twilio.rest import Client

from leadline.adapters.twilio.asking import asked
from leadline.adapters.twilio.http_client import RebasedHttpClient
from leadline.domain.texting.provider import Busy, Declined, Unknown

SID = "AC" + "0" * 32
MESSAGE = json.dumps({"sid": "SM1", "status": "queued"}).encode()
PAGE = json.dumps({"messages": [], "page": 0, "next_page_uri": None}).encode()


def answer(body: bytes, *, status: str = "200 OK") -> bytes:
    """An answer as it goes over the wire."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


@contextmanager
def served(content: bytes, *, pause: float = 0.0) -> Iterator[str]:
    """A server that answers a request, a few bytes at a time with a pause after each; its address."""
    over = threading.Event()

    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with closing(connection):
            connection.recv(65536)
            step = 10 if pause else len(content)
            for place in range(0, len(content), step):
                if over.is_set():
                    return
                connection.sendall(content[place : place + step])
                sleep(pause)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):  # closed with some of the request unread, the answer would be lost
                pass

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        over.set()
        thread.join(10)


def client(base: str, *, whole_call: float = 10.0) -> Client:
    """The SDK by way of our client."""
    return Client(SID, "token", http_client=RebasedHttpClient(base, whole_call=whole_call))


CALLS: dict[str, tuple[bytes, Callable[[Client], object]]] = {
    "send": (MESSAGE, lambda twilio: twilio.messages.create(to="+12025550143", from_="+14155550100", body="Hi")),
    "list": (PAGE, lambda twilio: twilio.messages.page(date_sent_after=datetime(2026, 1, 1, tzinfo=UTC))),
    "lookup": (
        json.dumps({"valid": True}).encode(),
        lambda twilio: twilio.lookups.v2.phone_numbers("+12025550143").fetch(),
    ),
}


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_that_drips_is_not_waited_for(call: str):
    # given: each read of the socket gets something in time, and the whole answer takes three times what a call may
    body, make = CALLS[call]
    content = answer(body)
    with served(content, pause=1.5 / (len(content) / 10)) as base, pytest.raises(Unknown):
        asked(lambda: make(client(base, whole_call=0.5)))


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_that_drips_fast_enough_is_heard_to_its_end(call: str):
    body, make = CALLS[call]
    with served(answer(body), pause=0.001) as base:
        assert asked(lambda: make(client(base)))


def test_a_time_out_is_no_proof_that_nothing_was_sent():
    with served(answer(MESSAGE), pause=1.0) as base:
        twilio = client(base, whole_call=0.1)
        with pytest.raises(ReadTimeout):
            CALLS["send"][1](twilio)


@pytest.mark.parametrize(
    ("status", "raised"),
    [
        ("429 Too Many Requests", Busy),
        ("503 Service Unavailable", Unknown),
        ("500 Internal Server Error", Unknown),
        ("401 Unauthorized", Declined),
        ("404 Not Found", Declined),
    ],
)
def test_a_page_that_is_refused_says_whether_to_ask_again(status: str, raised: type[Exception]):
    with served(answer(b"{}", status=status)) as base, pytest.raises(raised):
        asked(lambda: CALLS["list"][1](client(base)))


def test_whom_nobody_answers_is_busy():
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        nobody = f"http://127.0.0.1:{listener.getsockname()[1]}"

    with pytest.raises(Busy):
        asked(lambda: CALLS["send"][1](client(nobody)))
