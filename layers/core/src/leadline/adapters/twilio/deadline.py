"""HTTP requests that end in time as a whole: a time-out per read ends nothing while an answer drips."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from botocore.httpsession import get_cert_path
from urllib3.connection import HTTPConnection, HTTPSConnection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from urllib3.response import BaseHTTPResponse

CONNECT_SECONDS = 3.05


class Deadline:
    """Connections that are cut when time is up, even in the middle of a line; `is_over` says that they were."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._seconds = seconds
        self._open: list[HTTPConnection] = []
        # A connection lets go of its socket when the answer begins, and the answer goes on reading it.
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for connection in self._open:
            connection.close()

    def get(self, url: str, headers: Mapping[str, str]) -> BaseHTTPResponse:
        """Return an answer whose body is still to be read; follows no redirect. Raises OSError, HTTPError."""
        place = urlsplit(url)
        connection = _connection(place.scheme, place.hostname or "", place.port)
        self._open.append(connection)
        connection.connect()
        self._sockets.append(connection.sock)
        if self.is_over:
            raise TimeoutError
        connection.timeout = self._seconds
        target = (place.path or "/") + (f"?{place.query}" if place.query else "")
        connection.request("GET", target, headers={"accept-encoding": "identity", **headers}, preload_content=False)
        return connection.getresponse()

    def _end(self) -> None:
        self.is_over = True
        for each in (*self._sockets, *(connection.sock for connection in self._open if connection.sock)):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def _connection(scheme: str, host: str, port: int | None) -> HTTPConnection:
    if scheme != "https":
        return HTTPConnection(host, port, timeout=CONNECT_SECONDS)
    return HTTPSConnection(
        host, port, timeout=CONNECT_SECONDS, cert_reqs="CERT_REQUIRED", ca_certs=get_cert_path(verify=True)
    )
