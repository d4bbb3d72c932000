"""The one Twilio account that the simulator plays, and the check that a caller is it."""

import base64
import binascii
import hmac
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from local.twilio.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Account:
    """Who may call, and with which token webhooks are signed."""

    sid: str
    token: str

    def __post_init__(self) -> None:
        if not self.sid or not self.token:
            raise ValueError("an account needs a SID and a token")

    def is_caller(self, authorization: str) -> bool:
        """Whether this Authorization header carries the account's SID and token (basic authentication)."""
        scheme, _, credentials = authorization.partition(" ")
        try:
            given = base64.b64decode(credentials, validate=True)
        except binascii.Error:
            return False
        return scheme.lower() == "basic" and hmac.compare_digest(given, f"{self.sid}:{self.token}".encode())


class Guarded:
    """Lets requests through to an app only when they come from the account; others get a 401."""

    def __init__(self, app: ASGIApp, *, account: Account) -> None:
        self._app = app
        self._account = account

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        if self._account.is_caller(headers.get(b"authorization", b"").decode("latin-1")):
            await self._app(scope, receive, send)
        else:
            await Refusal(20003).response()(scope, receive, send)
