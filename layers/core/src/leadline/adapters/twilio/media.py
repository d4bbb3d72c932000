"""Twilio's Media resource: a file behind the account's password, which sends on to a link that is good for hours.

twilio.com/docs/messaging/api/media-resource
"""

from __future__ import annotations

import re
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from urllib3.exceptions import HTTPError
from urllib3.util import make_headers

from leadline.adapters.twilio.deadline import Deadline
from leadline.domain.texting.provider import Busy, Gone, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from urllib3.response import BaseHTTPResponse

    from leadline.domain.texting.message import Media

API = "https://api.twilio.com"
# Where the API sends on to; with the second pair, files of accounts that don't ask for a password.
DELIVERY = (
    "https://mms.twiliocdn.com/",
    "https://media.twiliocdn.com/",
    "https://media.twiliocdn.com.s3-external-1.amazonaws.com/",
    "https://s3-external-1.amazonaws.com/media.twiliocdn.com/",
)
REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 3
GONE = (404, 410)
# For a file as a whole, however slowly it drips; below the function's own time-out.
WHOLE_SECONDS = 20.0
PIECE = 64 * 1024


class TwilioMedia:
    """One account's files with its own token only; `base` stands in for all of Twilio's addresses."""

    def __init__(
        self,
        accounts: Mapping[str, str],
        *,
        base: str,
        deadline: Callable[[], Deadline] = lambda: Deadline(WHOLE_SECONDS),
    ) -> None:
        self._accounts = accounts
        self._base = base.rstrip("/")
        self._deadline = deadline

    def beginning(self, media: Media, *, account: str, longest: int) -> bytes:
        path = self._path(media.url, account)
        if account not in self._accounts:
            raise Unknown
        with self._deadline() as deadline:
            try:
                return self._fetched(path, account, longest, deadline)
            except (HTTPError, HTTPException, OSError, ValueError):
                raise Unknown from None

    def _fetched(self, path: str, account: str, longest: int, deadline: Deadline) -> bytes:
        # Only the API itself ever sees the password.
        headers = make_headers(basic_auth=f"{account}:{self._accounts[account]}")
        url = (self._base or API) + path
        for _ in range(1 + MOST_REDIRECTS):
            answer = deadline.get(url, headers)
            if answer.status not in REDIRECTS:
                return _read(answer, longest, deadline)
            url, headers = self._onward(url, answer.headers.get("location", "")), {}
        raise Unknown

    def _path(self, url: str, account: str) -> str:
        """Return the path of a file of the account's own; raises Gone for anything else.

        Only the path is ever used: what stands in for Twilio may call itself by another name than we call it.
        """
        own = rf"/2010-04-01/Accounts/{re.escape(account)}/Messages/\w{{1,64}}/Media/\w{{1,64}}"
        place = f"https?://[^/?#]+({re.escape(urlsplit(self._base).path)})?" if self._base else re.escape(API)
        found = re.fullmatch(f"{place}(?P<path>{own})", url, re.ASCII)
        if found is None:
            raise Gone
        return found["path"]

    def _onward(self, url: str, location: str) -> str:
        """Where an answer sends on to; raises Unknown for any place that isn't the provider's."""
        onward = urljoin(url, location)
        if not re.fullmatch(r"[!-~]+", onward) or ".." in unquote(onward):
            raise Unknown
        if self._base and urlsplit(onward).hostname == urlsplit(self._base).hostname:
            return onward  # what stands in for Twilio may keep its files at another port
        if not onward.startswith(DELIVERY):
            raise Unknown
        return self._base + onward.removeprefix(f"https://{urlsplit(onward).netloc}") if self._base else onward


def _read(answer: BaseHTTPResponse, longest: int, deadline: Deadline) -> bytes:
    if answer.status in GONE:
        raise Gone
    if answer.status == 429:
        raise Busy
    if answer.status != 200:
        raise Unknown
    content = b"".join(_pieces(answer, longest))
    if deadline.is_over:
        raise Unknown
    return content


def _pieces(answer: BaseHTTPResponse, longest: int) -> Iterator[bytes]:
    """Yield up to `longest` bytes; raises HTTPError where fewer come than were announced."""
    while longest > 0 and (piece := answer.read(min(PIECE, longest), decode_content=False)):
        longest -= len(piece)
        yield piece
