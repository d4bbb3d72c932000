"""Answers as API Gateway takes them, and problem documents (RFC 9457): each refusal with its status."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec

from leadline.domain import errors

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


def problem(refusal: errors.Refusal, **more: Any) -> dict[str, Any]:
    """Return the problem document of a refusal (RFC 9457)."""
    detail = str(refusal)
    if isinstance(refusal, errors.Invalid):
        more["errors"] = [{"field": name, "message": message} for name, message in refusal.errors.items()]
    status = next(STATUSES[kind] for kind in type(refusal).__mro__ if kind in STATUSES)
    answer = document(status, refusal.code, detail, **more)
    if isinstance(refusal, errors.RateLimited | errors.Overloaded):
        answer["headers"]["retry-after"] = str(refusal.retry_after_seconds)
    return answer


def document(status: HTTPStatus, code: str, detail: str, **more: Any) -> dict[str, Any]:
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "code": code, "detail": detail}
    return answered(status, "application/problem+json", msgspec.json.encode(body | more).decode())


def answered(status: int, content_type: str, text: str, **headers: str) -> dict[str, Any]:
    return {
        "statusCode": int(status),
        "headers": {"content-type": content_type, "cache-control": "no-store"} | headers,
        "body": text,
    }
