"""Rows into domain values and back."""

from datetime import UTC, datetime
from typing import Any

from leadline.adapters.dynamo.tables.keys import message_sort, shard_of_check, thread_key
from leadline.adapters.dynamo.tables.threads import HeadRow, MessageRow
from leadline.domain.texting.message import Direction, Media, Message, Reason, Status
from leadline.domain.texting.thread import LastMessage, Thread


def message_row(message: Message, *, due_at: datetime | None = None) -> MessageRow:
    """Return the row of a message; with `due_at` it is due for a check."""
    return MessageRow(
        thread_key(message.firm_id, message.thread_id),
        message_sort(message.id),
        firm_id=message.firm_id,
        thread_id=message.thread_id,
        address=message.address,
        direction=message.direction.value,
        status=message.status.value,
        body=message.body,
        segments=message.segments,
        created_at=message.created_at,
        line_id=message.line_id,
        provider_account=message.account,
        provider_id=message.provider_id,
        user_id=message.user_id,
        user_name=message.user_name,
        lead_id=message.lead_id,
        batch_id=message.batch_id,
        idempotency_key=message.idempotency_key,
        reason=reason_fields(message.reason) if message.reason else None,
        media=[{"url": media.url, "type": media.content_type} for media in message.media] or None,
        asks_to_stop=message.asks_to_stop,
        due_shard=shard_of_check(message.id) if due_at else None,
        due_at=due_at,
    )


def reason_fields(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "sentence": reason.sentence, "provider_code": reason.provider_code}


def _reason(fields: dict[str, Any]) -> Reason:
    """Return a reason; older rows hold the provider's code as a number."""
    code = fields.get("provider_code")
    return Reason(fields["code"], fields["sentence"], None if code is None else str(code))


def message(row: MessageRow) -> Message:
    """Return the message of a row."""
    return Message(
        id=row.sk.partition("#")[2],
        firm_id=row.firm_id,
        thread_id=row.thread_id,
        address=row.address,
        direction=Direction(row.direction),
        status=Status(row.status),
        body=row.body,
        segments=int(row.segments),
        created_at=row.created_at,
        line_id=row.line_id,
        account=row.provider_account,
        provider_id=row.provider_id,
        user_id=row.user_id,
        user_name=row.user_name,
        lead_id=row.lead_id,
        batch_id=row.batch_id,
        idempotency_key=row.idempotency_key,
        reason=_reason(row.reason) if row.reason else None,
        media=tuple(Media(item["url"], item["type"]) for item in row.media or ()),
        absent_since=row.absent_since,
        asks_to_stop=row.asks_to_stop,
    )


def thread(row: HeadRow, firm_id: str) -> Thread:
    """Return the thread of a head row."""
    return Thread(
        id=row.thread_id,
        firm_id=firm_id,
        address=row.address,
        name=row.name,
        lead_id=row.lead_id,
        unread_count=int(row.unread_count or 0),
        last_message=_last_message(row) if row.last_id else None,
        last_activity_at=row.last_at,
        opted_out=bool(row.opted_out),
        number_refusal=row.number_refusal,
        number_checked_at=row.number_checked_at,
        number_ask_again_at=row.number_ask_again_at,
        number_gone=row.number_gone_at is not None,
        blocked_at=row.blocked_at,
        check_asked_at=row.check_asked_at,
        has_answered=row.last_inbound_id is not None,
    )


def _last_message(row: HeadRow) -> LastMessage:
    direction = Direction(row.last_direction)
    status = Status.RECEIVED if direction is Direction.INBOUND else Status.SENT
    if row.last_id in (row.unsettled or ()):
        status = Status.SENDING
    if row.last_id in (row.failed or ()):
        status = Status.FAILED
    return LastMessage(
        id=row.last_id,
        direction=direction,
        preview=row.last_preview,
        at=row.last_at,
        status=status,
        user_id=row.last_user_id,
        user_name=row.last_user_name,
        media_types=tuple(row.last_media or ()),
    )


def raw_text(item: dict[str, Any], name: str) -> str | None:
    """Return a text attribute of an item as DynamoDB gives it."""
    value: str | None = item.get(name, {}).get("S")
    return value


def raw_number(item: dict[str, Any], name: str) -> int:
    """Return a number attribute of an item as DynamoDB gives it; 0 where it has none."""
    return int(item.get(name, {}).get("N", "0"))


def raw_flag(item: dict[str, Any], name: str) -> bool:
    """Return a boolean attribute of an item as DynamoDB gives it; False where it has none."""
    return bool(item.get(name, {}).get("BOOL", False))


def milliseconds(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp() * 1000)
