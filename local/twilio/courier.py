"""Carries signed forms to the customer's addresses, with Twilio's time-outs and connection overrides."""

import asyncio
import json
import sqlite3
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag

import httpx

from local.twilio.account import Account
from local.twilio.signature import sign
from local.twilio.store import now


@dataclass(frozen=True, slots=True)
class Overrides:
    """Patience (seconds) and repeats, as an address's fragment may set them.

    https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
    """

    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0
    repeats: int = 1
    policy: frozenset[str] = frozenset({"ct"})

    @classmethod
    def of(cls, fragment: str) -> "Overrides":
        """Read `rc=2&rp=all&ct=500`; what is missing or no number keeps its default."""
        given = {name: values[-1] for name, values in parse_qs(fragment).items()}

        def number(name: str, usual: float, least: float, most: float) -> float:
            text = given.get(name, "")
            return min(max(float(text), least), most) if text.isdigit() else usual

        return cls(
            connect=number("ct", 5000, 100, 10000) / 1000,
            read=number("rt", 15000, 100, 15000) / 1000,
            total=number("tt", 15000, 100, 15000) / 1000,
            repeats=int(number("rc", 1, 0, 5)),
            policy=frozenset(given.get("rp", "ct").split(",")),
        )

    def repeat_after(self, answer: "Answer") -> bool:
        """Whether this failure is one that is tried again."""
        return bool(answer.failure) and not self.policy.isdisjoint({answer.failure, "all"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: its status, or `None`; `failure` is empty for a 2xx, else `4xx`, `5xx`, `ct` or `rt`."""

    status: int | None = None
    content_type: str = ""
    body: str = ""
    failure: str = ""
    detail: str = ""

    @property
    def error_code(self) -> int | None:
        """Twilio's code for the failure."""
        if not self.failure:
            return None
        return 11205 if self.status is None else 11200


@dataclass(slots=True)
class Courier:
    """Posts forms and keeps a record of each attempt."""

    db: sqlite3.Connection
    account: Account
    client: httpx.AsyncClient

    async def carry(self, kind: str, address: str, form: Mapping[str, str], *, forged: bool = False) -> Answer:
        """Post a form, repeated as the address's overrides want; `forged` signs it with a token that isn't ours."""
        url, fragment = urldefrag(address)
        overrides = Overrides.of(fragment)
        token = self.account.token + "?" if forged else self.account.token
        signature = sign(token, url, form.items())
        headers = {
            "X-Twilio-Signature": signature,
            "I-Twilio-Idempotency-Token": str(uuid.uuid5(uuid.NAMESPACE_URL, signature)),
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
        }
        deadline = time.monotonic() + overrides.total
        for left in range(overrides.repeats, -1, -1):
            answer = await self._try(url, form, headers, overrides, deadline)
            self._record(kind, url, form, answer)
            if not left or not overrides.repeat_after(answer) or time.monotonic() >= deadline:
                break
        return answer

    async def _try(
        self, url: str, form: Mapping[str, str], headers: Mapping[str, str], overrides: Overrides, deadline: float
    ) -> Answer:
        patience = httpx.Timeout(overrides.read, connect=overrides.connect)
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                response = await self.client.post(url, data=dict(form), headers=headers, timeout=patience)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            return Answer(failure="ct", detail=type(error).__name__)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            return Answer(failure="rt", detail=type(error).__name__)
        content_type = response.headers.get("content-type", "")
        failure = "" if response.is_success else f"{response.status_code // 100}xx"
        return Answer(
            response.status_code, content_type, response.text, failure, detail=failure and response.text[:200]
        )

    def _record(self, kind: str, url: str, form: Mapping[str, str], answer: Answer) -> None:
        record(self.db, kind, url, form, status=answer.status, error_code=answer.error_code, detail=answer.detail)


def record(
    db: sqlite3.Connection,
    kind: str,
    url: str,
    form: Mapping[str, str],
    *,
    status: int | None = None,
    error_code: int | None = None,
    detail: str = "",
) -> None:
    """Note a request to the customer, or what was wrong with its answer, in Twilio's log."""
    db.execute(
        "INSERT INTO posts (at, kind, url, form, status, error_code, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (now(), kind, url, json.dumps(dict(form)), status, error_code, detail),
    )
