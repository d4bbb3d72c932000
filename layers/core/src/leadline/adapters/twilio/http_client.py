"""The SDK's HTTP client with time-outs, no redirects, and another base address where one is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from twilio.http.http_client import TwilioHttpClient

if TYPE_CHECKING:
    from twilio.http.response import Response

# The SDK's own default is to wait for ever. Below API Gateway's 30 seconds, above a slow answer of Twilio's.
CONNECT_SECONDS = 3.05
READ_SECONDS = 12.0


class RebasedHttpClient(TwilioHttpClient):
    """Calls `base` in place of api.twilio.com and its sisters; region and edge of the SDK can't do that."""

    def __init__(self, base: str) -> None:
        super().__init__()
        # Its own time-out is one number, for connecting and reading alike; requests takes both.
        self.timeout = (CONNECT_SECONDS, READ_SECONDS)
        self._base = urlsplit(base) if base else None

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        if self._base:
            asked = urlsplit(url)
            path = self._base.path.rstrip("/") + asked.path
            url = urlunsplit((self._base.scheme, self._base.netloc, path, asked.query, ""))
        return super().request(method, url, *args, **kwargs)
