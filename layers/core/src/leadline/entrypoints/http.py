"""The skeleton of every HTTP handler: request in, answer or problem document out."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UnsetType

from leadline.domain import errors
from leadline.domain.firm import User
from leadline.domain.unprintable import WRONG as UNPRINTABLE
from leadline.domain.unprintable import has_unprintable, has_unprintable_within
from leadline.entrypoints import journal, views
from leadline.entrypoints.start import keep_what_it_loads

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Event = dict[str, Any]
MAX_BODY_BYTES = 64 * 1024
MAX_ID = 512

STATUSES: dict[type[errors.Refusal], HTTPStatus] = {
    errors.Invalid: HTTPStatus.BAD_REQUEST,
    errors.NoPhone: HTTPStatus.BAD_REQUEST,
    errors.InvalidNumber: HTTPStatus.BAD_REQUEST,
    errors.Landline: HTTPStatus.BAD_REQUEST,
    errors.CannotBeTexted: HTTPStatus.BAD_REQUEST,
    errors.Blocked: HTTPStatus.BAD_REQUEST,
    **dict.fromkeys(errors.RECIPIENT_REFUSALS.values(), HTTPStatus.BAD_REQUEST),
    errors.MessageTypeNotServed: HTTPStatus.BAD_REQUEST,
    errors.SchedulingNotServed: HTTPStatus.BAD_REQUEST,
    errors.Unauthorized: HTTPStatus.UNAUTHORIZED,
    errors.Forbidden: HTTPStatus.FORBIDDEN,
    errors.OptedOut: HTTPStatus.FORBIDDEN,
    errors.TwoWayOff: HTTPStatus.FORBIDDEN,
    errors.BadSignature: HTTPStatus.FORBIDDEN,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.CannotBeLifted: HTTPStatus.CONFLICT,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.MediaTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.MediaGone: HTTPStatus.GONE,
    errors.RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    errors.DeliveryFailed: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.Overloaded: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.MediaUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}


class Answer(msgspec.Struct, frozen=True):
    """A status and a body, JSON, or a text or bytes of another type; `outcome` and `ids` go to the journal."""

    status: int
    body: Any = None
    outcome: str = "ok"
    ids: dict[str, Any] = {}
    content_type: str = "application/json"
    headers: dict[str, str] = {}


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
            raise errors.Forbidden("This sign-in belongs to no firm.")
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
        value = self.path(name)
        if len(value) > MAX_ID or not value.isascii():
            raise errors.NotFound()
        return value

    def query(self, name: str) -> str | None:
        value: str | None = (self.event.get("queryStringParameters") or {}).get(name)
        return value

    def text(self, name: str, *, longest: int) -> str | None:
        """Return a query parameter that is opaque to callers; raises Invalid where it can't be one of ours."""
        text = self.query(name)
        if text is not None and not (0 < len(text) <= longest and text.isprintable()):
            raise errors.Invalid(**{name: "pass it as the page before gave it, or leave it out."})
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
            raise errors.Invalid(**{name: f"say one of {', '.join(choices)}, or leave it out."})
        return text

    def sought(self, name: str, *, shortest: int, longest: int) -> str | None:
        """Return what somebody looks for, without the spaces around it; raises Invalid for too little or too much."""
        text = self.query(name)
        if text is not None and not (shortest <= len(text.strip()) <= longest and not has_unprintable(text)):
            raise errors.Invalid(**{name: f"give {shortest} to {longest} characters, or leave it out."})
        return text and text.strip()

    def number(self, name: str, *, default: int, largest: int) -> int:
        """Return a whole number from the query, from 1 to `largest`; raises Invalid."""
        text = self.query(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= largest):
            raise errors.Invalid(**{name: f"give a whole number from 1 to {largest}."})
        return int(text)

    def idempotency_key(self) -> str | None:
        """Return the caller's own key of this request; raises Invalid for one that isn't 1 to 255 visible characters."""
        key = self.header("idempotency-key")
        if key is not None and not (1 <= len(key) <= 255 and all("!" <= character <= "~" for character in key)):
            raise errors.Invalid(**{"Idempotency-Key": "give 1 to 255 visible ASCII characters, or leave it out."})
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
        raw = self.raw_body()
        content_type = (self.header("content-type") or "").partition(";")[0].strip().lower()
        if content_type != "application/json":
            raise errors.Invalid(**{"Content-Type": "say application/json, and send JSON."})
        try:
            given = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise errors.Invalid(body="is not valid JSON.") from None
        if not isinstance(given, dict):
            raise errors.Invalid(body="give a JSON object.")
        values = _checked(given, kind)
        try:
            return kind(**values)
        except errors.Invalid as wrong:
            raise errors.Invalid(**{camel(name): message for name, message in wrong.errors.items()}) from None


def _program(key: dict[str, str]) -> User:
    """Return the program that an API key is for (the context of entrypoints/authorizer.py); raises Unauthorized."""
    if not key.get("firmId"):
        raise errors.Unauthorized("This API key isn't valid, or it was revoked.")
    return User(id=key["keyId"], firm_id=key["firmId"], name=key["name"], email="", role="member", is_program=True)


def _checked(given: dict[str, Any], kind: type[Any]) -> dict[str, Any]:
    """Return the values by Python's names; raises Invalid for each missing, unknown, of a wrong type or unprintable."""
    known = _shape(kind)  # type: ignore[arg-type]  # a class is hashable
    wrong = dict.fromkeys(given.keys() - known.keys(), "is not a field of this request; leave it out.")
    values: dict[str, Any] = {}
    for name, (python_name, type_, required) in known.items():
        if name not in given:
            if required:
                wrong[name] = "is missing."
            continue
        try:
            values[python_name] = msgspec.convert(given[name], type_)
        except msgspec.ValidationError:
            wrong[name] = f"give {_said(type_)}."
        if has_unprintable_within(given[name]):
            wrong[name] = UNPRINTABLE
    if wrong:
        raise errors.Invalid(**wrong)
    return values


@cache
def _shape(kind: type[Any]) -> dict[str, tuple[str, Any, bool]]:
    """Each JSON field's name in Python, its type, and whether it must be there."""
    hints = get_type_hints(kind)
    return {
        camel(item.name): (item.name, hints[item.name], item.default is item.default_factory) for item in fields(kind)
    }


def _said(type_: Any) -> str:
    """What a value of a type is, in a caller's words."""
    if get_origin(type_) is list:
        return _WORDS[list]
    kinds = set(get_args(type_) or (type_,)) - {UnsetType}
    or_none = ", or leave it out" if type(None) in kinds else ""
    return (
        next(words for kind, words in _WORDS.items() if kind in {get_origin(each) or each for each in kinds}) + or_none
    )


_WORDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    dict: "an object whose values are texts",
    list: "a list",
}


def camel(name: str) -> str:
    """Return a field's name in JSON: the one place that maps them."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def serve(route: Callable[[Request], Answer]) -> Callable[[Event, object], Event]:
    """Make a Lambda handler of a route: errors become problem documents, the outcome goes to the journal."""

    def lambda_handler(event: Event, _context: object) -> Event:
        correlation_id = event["requestContext"]["requestId"]
        try:
            answer = route(Request(event))
        except errors.Refusal as refusal:
            journal.record(refusal.code, function=route.__name__, correlation_id=correlation_id)
            return problem(refusal)
        except errors.Undelivered as undelivered:
            reason = undelivered.message.reason
            outcome = journal.failed(reason.code if reason else undelivered.refusal.code)
            journal.record(outcome, function=route.__name__, correlation_id=correlation_id)
            return problem(undelivered.refusal, message=views.message(undelivered.message))
        except Exception:  # noqa: BLE001 - the outermost frame: whatever it is, the caller gets an answer and we a trace.
            journal.record_fault(route.__name__, correlation_id)
            return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something went wrong on our side.")
        journal.record(answer.outcome, function=route.__name__, correlation_id=correlation_id, **answer.ids)
        if answer.body is None:
            return {"statusCode": answer.status}
        if isinstance(answer.body, bytes):
            text = b64encode(answer.body).decode()
            return _answered(answer.status, answer.content_type, text, **answer.headers) | {"isBase64Encoded": True}
        text = answer.body if isinstance(answer.body, str) else msgspec.json.encode(answer.body).decode()
        return _answered(answer.status, answer.content_type, text, **answer.headers)

    return keep_what_it_loads(lambda_handler)


def problem(refusal: errors.Refusal, **more: Any) -> Event:
    """Return the problem document of a refusal (RFC 9457)."""
    detail = str(refusal)
    if isinstance(refusal, errors.Invalid):
        more["errors"] = [{"field": name, "message": message} for name, message in refusal.errors.items()]
    answer = _problem(STATUSES[type(refusal)], refusal.code, detail, **more)
    if isinstance(refusal, errors.RateLimited | errors.Overloaded):
        answer["headers"]["retry-after"] = str(refusal.retry_after_seconds)
    return answer


def _problem(status: HTTPStatus, code: str, detail: str, **more: Any) -> Event:
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "code": code, "detail": detail}
    return _answered(status, "application/problem+json", msgspec.json.encode(body | more).decode())


def _answered(status: int, content_type: str, text: str, **headers: str) -> Event:
    return {
        "statusCode": int(status),
        "headers": {"content-type": content_type, "cache-control": "no-store"} | headers,
        "body": text,
    }
