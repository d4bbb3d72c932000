"""A request as routes read it: who calls, and each value in words that a caller understands where it is wrong."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from leadline.domain import errors
from leadline.domain.accounts.firm import User
from leadline.domain.writing.unprintable import has_unprintable
from leadline.entrypoints.http import body

T = TypeVar("T")
Event = dict[str, Any]
MAX_BODY_BYTES = 64 * 1024
MAX_ID = 512


class Request(msgspec.Struct, frozen=True):
    """An event of API Gateway's HTTP API, payload format 2.0."""

    event: Event

    def user(self) -> User:
        """Return who is signed in, or whose API key it is.

        Raises Unauthorized for a token that isn't an ID token and for a key that isn't good, Forbidden without a firm.
        """
        authorizer = self.event["requestContext"]["authorizer"]
        if "lambda" in authorizer:
            return _program(authorizer["lambda"] or {})
        claims = authorizer["jwt"]["claims"]
        if claims.get("token_use") != "id":
            raise errors.Unauthorized
        if not claims.get("custom:firm"):
            raise errors.Forbidden("This sign-in doesn't belong to a firm.")
        groups = str(claims.get("cognito:groups", "")).strip("[]").replace(",", " ").split()
        return User(
            id=claims["sub"],
            firm_id=claims["custom:firm"],
            name=claims.get("name") or claims.get("email", ""),
            email=claims.get("email", ""),
            role="admin" if "admin" in groups else "member",
        )

    def admin(self) -> User:
        """Return who is signed in; raises Forbidden for a role that is too low, and what `user` raises."""
        user = self.user()
        if user.role != "admin":
            raise errors.Forbidden("Only an admin of your firm can do this.")
        return user

    def arrived_at(self) -> datetime:
        """Return when the gateway took the request in, which may be seconds before a cold function sees it."""
        return datetime.fromtimestamp(self.event["requestContext"]["timeEpoch"] / 1000, UTC)

    def header(self, name: str) -> str | None:
        value: str | None = self.event.get("headers", {}).get(name)
        return value

    def path(self, name: str) -> str:
        value: str = self.event["pathParameters"][name]
        return value

    def id(self, name: str) -> str:
        """Return an id in the path; raises NotFound for what can't be one of ours, nor a key of the tables."""
        return _id(self.path(name))

    def asked_id(self, name: str) -> str | None:
        """Return an id in the query, None without one; raises NotFound as `id` does."""
        value = self.query(name)
        return _id(value) if value else None

    def query(self, name: str) -> str | None:
        value: str | None = (self.event.get("queryStringParameters") or {}).get(name)
        return value

    def text(self, name: str, *, longest: int) -> str | None:
        """Return a query parameter that is opaque to callers; raises Invalid where it can't be one of ours."""
        text = self.query(name)
        if text is not None and not (0 < len(text) <= longest and text.isprintable()):
            raise errors.Invalid(**{name: "use the one from the previous page, or leave it out."})
        return text

    def words(self, name: str, *, longest: int) -> str | None:
        """Return what a person typed into the query, None for nothing; raises Invalid where it is too long."""
        text = self.query(name)
        if text is not None and len(text) > longest:
            raise errors.Invalid(**{name: f"shorten it to {longest} characters."})
        return text

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        """Return one of some words from the query; raises Invalid for another."""
        text = self.query(name)
        if text is not None and text not in choices:
            raise errors.Invalid(**{name: f"use one of {', '.join(choices)}, or leave it out."})
        return text

    def sought(self, name: str, *, shortest: int, longest: int) -> str | None:
        """Return what somebody looks for, without the spaces around it; raises Invalid for too little or too much."""
        text = self.query(name)
        if text is not None and not (shortest <= len(text.strip()) <= longest and not has_unprintable(text)):
            raise errors.Invalid(**{name: f"enter {shortest} to {longest} characters, or leave it out."})
        return text and text.strip()

    def number(self, name: str, *, default: int, largest: int) -> int:
        """Return a whole number from the query, from 1 to `largest`; raises Invalid."""
        text = self.query(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= largest):
            raise errors.Invalid(**{name: f"enter a whole number from 1 to {largest}."})
        return int(text)

    def idempotency_key(self) -> str | None:
        """Return the caller's own key of this request; raises Invalid for one that isn't 1 to 255 visible characters."""
        key = self.header("idempotency-key")
        if key is not None and not (1 <= len(key) <= 255 and all("!" <= character <= "~" for character in key)):
            raise errors.Invalid(**{"Idempotency-Key": "use 1 to 255 visible ASCII characters, or leave it out."})
        return key

    def raw_body(self) -> bytes:
        """Return the body's bytes; raises TooLarge."""
        body = self.event.get("body") or ""
        raw = b64decode(body) if self.event.get("isBase64Encoded") else body.encode("utf-8", "surrogatepass")
        if len(raw) > MAX_BODY_BYTES:
            raise errors.TooLarge
        return raw

    def body(self, kind: type[T]) -> T:
        """Read the JSON body as a dataclass; raises Invalid naming every field that is wrong, or TooLarge."""
        return body.read(self.raw_body(), kind, content_type=self.header("content-type"))


def _id(value: str) -> str:
    if len(value) > MAX_ID or not value.isascii():
        raise errors.NotFound()
    return value


def _program(key: dict[str, str]) -> User:
    """Return the program that an API key is for (the context of entrypoints/authorizer.py); raises Unauthorized."""
    if not key.get("firmId"):
        raise errors.Unauthorized("This API key isn't valid, or it was revoked.")
    return User(id=key["keyId"], firm_id=key["firmId"], name=key["name"], email="", role="member", is_program=True)
