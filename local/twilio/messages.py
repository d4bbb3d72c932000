"""Texts in both directions: their rows, and the resource by which the REST API shows one."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime

from local.twilio.refusals import LATER

FINAL = frozenset({"delivered", "undelivered", "failed", "canceled", "received"})


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or file that goes with a text; `url` is where its sender keeps it, empty when it is kept here."""

    sid: str
    content_type: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the status callbacks of one message behave, as the faults of its moment of creation want it."""

    copies: int = 1
    backwards: bool = False
    dropped: bool = False
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Message:
    """One text. `sender` is unknown while a Messaging Service has not chosen a number; times are seconds since 1970."""

    sid: str
    direction: str
    sender: str | None
    recipient: str
    body: str
    status: str
    created_at: float
    updated_at: float
    segments: int = 1
    service_sid: str | None = None
    media: Sequence[Media] = ()
    error_code: int | None = None
    sent_at: float | None = None
    arrived_at: float | None = None
    status_callback: str | None = None
    callback_manners: Manners = Manners()
    listed_from: float = 0.0
    passed: Sequence[str] = ()

    @property
    def phone(self) -> str:
        """The person's side of it."""
        return (self.sender or "") if self.direction == "inbound" else self.recipient


def add(db: sqlite3.Connection, message: Message) -> None:
    """Store a new message."""
    db.execute(
        "INSERT INTO messages (sid, direction, sender, recipient, body, status, service_sid, segments, media, error_code,"
        " created_at, sent_at, updated_at, arrived_at, status_callback, callback_manners, listed_from, passed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            message.sid,
            message.direction,
            message.sender,
            message.recipient,
            message.body,
            message.status,
            message.service_sid,
            message.segments,
            json.dumps([asdict(one) for one in message.media]),
            message.error_code,
            message.created_at,
            message.sent_at,
            message.updated_at,
            message.arrived_at,
            message.status_callback,
            json.dumps(asdict(message.callback_manners)),
            message.listed_from,
            json.dumps(list(message.passed)),
        ),
    )


def save(db: sqlite3.Connection, message: Message) -> None:
    """Store what may change in a message's life."""
    db.execute(
        "UPDATE messages SET sender = ?, body = ?, status = ?, segments = ?, error_code = ?, sent_at = ?, updated_at = ?,"
        " arrived_at = ?, passed = ? WHERE sid = ?",
        (
            message.sender,
            message.body,
            message.status,
            message.segments,
            message.error_code,
            message.sent_at,
            message.updated_at,
            message.arrived_at,
            json.dumps(list(message.passed)),
            message.sid,
        ),
    )


def keep_media(db: sqlite3.Connection, sid: str, media: Sequence[Media]) -> None:
    """Leave a message these files only."""
    db.execute("UPDATE messages SET media = ? WHERE sid = ?", (json.dumps([asdict(one) for one in media]), sid))


def find(db: sqlite3.Connection, sid: str) -> Message | None:
    """The message with this SID, if there is one."""
    row = db.execute("SELECT * FROM messages WHERE sid = ?", (sid,)).fetchone()
    return from_row(row) if row else None


def remove(db: sqlite3.Connection, sid: str) -> None:
    """Delete a message."""
    db.execute("DELETE FROM messages WHERE sid = ?", (sid,))


def of_phone(db: sqlite3.Connection, phone: str, *, most: int = 100) -> list[Message]:
    """The newest messages to and from a person's phone, oldest first."""
    rows = db.execute(
        "SELECT * FROM (SELECT * FROM messages WHERE recipient = ? UNION SELECT * FROM messages WHERE sender = ?)"
        " ORDER BY position DESC LIMIT ?",
        (phone, phone, most),
    ).fetchall()
    return [from_row(row) for row in reversed(rows)]


def from_row(row: sqlite3.Row) -> Message:
    """Read a message from its row."""
    return Message(
        sid=row["sid"],
        direction=row["direction"],
        sender=row["sender"],
        recipient=row["recipient"],
        body=row["body"],
        status=row["status"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        segments=row["segments"],
        service_sid=row["service_sid"],
        media=[Media(**one) for one in json.loads(row["media"])],
        error_code=row["error_code"],
        sent_at=row["sent_at"],
        arrived_at=row["arrived_at"],
        status_callback=row["status_callback"],
        callback_manners=Manners(**json.loads(row["callback_manners"])),
        listed_from=row["listed_from"],
        passed=json.loads(row["passed"]),
    )


def moved(message: Message, status: str, *, at: float, error_code: int | None = None) -> Message:
    """The message one step further in its life."""
    return replace(
        message,
        status=status,
        error_code=error_code,
        updated_at=at,
        sent_at=at if status == "sent" else message.sent_at,
        passed=[*message.passed, status],
    )


def resource(message: Message, *, account_sid: str) -> Mapping[str, object]:
    """A message as `/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json` shows it."""
    here = f"/2010-04-01/Accounts/{account_sid}/Messages/{message.sid}"
    priced = message.sent_at is not None
    return {
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "body": message.body,
        "date_created": rfc2822(message.created_at),
        "date_sent": rfc2822(message.sent_at),
        "date_updated": rfc2822(message.updated_at),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": LATER.get(message.error_code, "Unknown error") if message.error_code else None,
        "from": message.sender,
        "messaging_service_sid": message.service_sid,
        "num_media": str(len(message.media)),
        "num_segments": str(message.segments),
        "price": f"-{0.0075 * message.segments:.5f}" if priced else None,
        "price_unit": "USD" if priced else None,
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{here}/Media.json"},
        "to": message.recipient,
        "uri": f"{here}.json",
    }


def rfc2822(at: float | None) -> str | None:
    """A time as the 2010 API writes it, such as `Thu, 30 Jul 2015 20:12:31 +0000`."""
    return None if at is None else format_datetime(datetime.fromtimestamp(int(at), UTC))
