"""Domain values as the API shows them (the schemas of docs/openapi.yaml)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from leadline.domain.accounts.line import LineType
from leadline.domain.numbers.number import GONE, GONE_SENTENCE
from leadline.domain.texting.message import Direction

if TYPE_CHECKING:
    from leadline.domain.accounts.api_key import ApiKey
    from leadline.domain.accounts.firm import Firm, User
    from leadline.domain.errors import Refusal
    from leadline.domain.opt_outs.opt_out import OptOut
    from leadline.domain.texting.message import Message, Reason
    from leadline.domain.texting.thread import LastMessage, Thread


def message(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "threadId": message.thread_id,
        "direction": message.direction.value,
        "messageType": LineType.SMS.value,
        "status": message.status.value,
        "body": message.body,
        "segments": message.segments,
        "lineId": message.line_id,
        "userId": message.user_id,
        "userName": message.user_name,
        "leadId": message.lead_id,
        "batchId": message.batch_id,
        "createdAt": time(message.created_at),
        "error": _reason(message.reason) if message.reason else None,
        "media": [{"contentType": media.content_type} for media in message.media],
        "asksToStop": message.direction is Direction.INBOUND and _asks_to_stop(message),
    }


def _asks_to_stop(message: Message) -> bool:
    """As it was read when it came in; what came before that was so is read now."""
    if message.asks_to_stop is not None:
        return message.asks_to_stop
    from leadline.domain.opt_outs.stop_wishes import asks_to_stop  # noqa: PLC0415 - most readers never meet one that old

    return asks_to_stop(message.body)


def thread(thread: Thread) -> dict[str, Any]:
    last = thread.last_message
    return {
        "id": thread.id,
        "address": thread.address,
        "name": thread.name,
        "leadId": thread.lead_id,
        "unreadCount": thread.unread_count,
        "lastActivityAt": time(thread.last_activity_at) if thread.last_activity_at else None,
        "lastMessage": last and _last_message(last),
        "canBeTexted": thread.refusal is None,
        "refusal": refusal(thread.refusal),
        "warning": {"code": GONE, "message": GONE_SENTENCE, "providerCode": None} if thread.number_gone else None,
        "numberCheckedAt": time(thread.number_checked_at) if thread.number_checked_at else None,
    }


def _last_message(last: LastMessage) -> dict[str, Any]:
    return {
        "id": last.id,
        "direction": last.direction.value,
        "status": last.status.value,
        "preview": last.preview,
        "at": time(last.at),
        "userId": last.user_id,
        "userName": last.user_name,
        "media": [{"contentType": content_type} for content_type in last.media_types],
    }


def opt_out(found: OptOut) -> dict[str, Any]:
    standing = found.standing
    return {
        "threadId": standing.thread_id,
        "phone": found.phone,
        "name": found.name,
        "optedOutAt": time(standing.opted_out_at),
        "source": standing.source.value,
        "note": standing.note,
        "canBeLifted": standing.can_be_lifted,
    }


def api_key(key: ApiKey) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "createdAt": time(key.created_at),
        "createdBy": key.created_by,
        "lastUsedAt": time(key.last_used_at) if key.last_used_at else None,
        "hint": key.hint,
    }


def session(user: User, firm: Firm) -> dict[str, Any]:
    return {
        "user": {"id": user.id, "name": user.name, "email": user.email, "role": user.role},
        "firm": {"id": firm.id, "name": firm.name, "twoWay": firm.two_way, "region": firm.region},
        "lines": [
            {
                "id": line.id,
                "type": line.type.value,
                "address": line.address,
                "active": line.active,
                "isDefault": line.is_default,
            }
            for line in firm.lines
        ],
    }


def refusal(refusal: Refusal | None) -> dict[str, Any] | None:
    if refusal is None:
        return None
    return {"code": refusal.code, "message": str(refusal), "providerCode": None}


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "message": reason.sentence, "providerCode": _provider_code(reason)}


def _provider_code(reason: Reason) -> int | str | None:
    """A number where the provider's codes are numbers."""
    code = reason.provider_code
    return int(code) if code and code.isascii() and code.isdigit() else code


def time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
