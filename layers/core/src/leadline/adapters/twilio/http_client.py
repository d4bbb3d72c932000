"""The SDK's HTTP client with a time-out for the whole call, no redirects, and another base address where one is set."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from requests.exceptions import ReadTimeout
from twilio.http.http_client import TwilioHttpClient

if TYPE_CHECKING:
    from twilio.http.response import Response

# The SDK's own default is to wait for ever. Below API Gateway's 30 seconds, above a slow answer of Twilio's.
CONNECT_SECONDS = 3.05
WHOLE_CALL_SECONDS = 10.0


class RebasedHttpClient(TwilioHttpClient):
    """Calls `base` in place of api.twilio.com and its sisters; region and edge of the SDK can't do that."""

    def __init__(self, base: str, *, whole_call: float = WHOLE_CALL_SECONDS) -> None:
        super().__init__()
        # Its own time-out is one number, for connecting and reading alike; requests takes both.
        self.timeout = (CONNECT_SECONDS, whole_call)
        self._whole_call = whole_call
        self._base = urlsplit(base) if base else None

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        """Make a call; raises ReadTimeout where it isn't over in time.

        The time-out of requests is one for each read of the socket: an answer that drips, a byte every few seconds, would
        never meet it. So a thread makes the call, and nobody waits for it any longer than that.
        """
        if self._base:
            asked = urlsplit(url)
            path = self._base.path.rstrip("/") + asked.path
            url = urlunsplit((self._base.scheme, self._base.netloc, path, asked.query, ""))
        answer: Future[Response] = Future()
        call = super().request

        def make() -> None:
            try:
                answer.set_result(call(method, url, *args, **kwargs))
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised again where the answer is awaited
                answer.set_exception(error)

        Thread(target=make, name="twilio", daemon=True).start()
        try:
            return answer.result(self._whole_call)
        except TimeoutError:
            raise ReadTimeout(f"no whole answer within {self._whole_call:g} s") from None
