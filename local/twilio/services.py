"""Messaging Services: a name, a pool of numbers, and the addresses they share."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from local.twilio import numbers
from local.twilio.forms import Form
from local.twilio.numbers import Number
from local.twilio.refusals import Refusal
from local.twilio.store import new_sid, now


@dataclass(frozen=True, slots=True)
class Service:
    """One Messaging Service; with `use_number_webhook` its numbers keep calling their own address."""

    sid: str
    name: str
    inbound_url: str
    fallback_url: str
    status_callback: str
    use_number_webhook: bool
    created_at: float
    updated_at: float


COLUMNS = {
    "FriendlyName": "name",
    "InboundRequestUrl": "inbound_url",
    "FallbackUrl": "fallback_url",
    "StatusCallback": "status_callback",
}


def create(db: sqlite3.Connection, form: Form) -> Service:
    """Make a service; raises Refusal 20001 without a FriendlyName."""
    if not form["FriendlyName"]:
        raise Refusal(20001, "FriendlyName")
    at, sid = now(), new_sid("MG")
    db.execute("INSERT INTO services VALUES (?, '', '', '', '', 0, ?, ?)", (sid, at, at))
    return change(db, sid, form)


def change(db: sqlite3.Connection, sid: str, form: Form) -> Service:
    """Set what the form carries, leave the rest; raises Refusal 20404."""
    for field, column in COLUMNS.items():
        if field in form:
            db.execute(f"UPDATE services SET {column} = ? WHERE sid = ?", (form[field], sid))  # noqa: S608
    if "UseInboundWebhookOnNumber" in form:
        chosen = form["UseInboundWebhookOnNumber"].lower() == "true"
        db.execute("UPDATE services SET use_number_webhook = ? WHERE sid = ?", (chosen, sid))
    db.execute("UPDATE services SET updated_at = ? WHERE sid = ?", (now(), sid))
    return existing(db, sid)


def find(db: sqlite3.Connection, sid: str | None) -> Service | None:
    """The service with this SID, if there is one."""
    row = db.execute("SELECT * FROM services WHERE sid = ?", (sid,)).fetchone()
    return Service(**{**row, "use_number_webhook": bool(row["use_number_webhook"])}) if row else None


def existing(db: sqlite3.Connection, sid: str) -> Service:
    """The service with this SID; raises Refusal 20404."""
    found = find(db, sid)
    if not found:
        raise Refusal(20404, sid)
    return found


def every(db: sqlite3.Connection) -> list[Service]:
    """All services, oldest first."""
    return [existing(db, row["sid"]) for row in db.execute("SELECT sid FROM services ORDER BY created_at")]


def pool(db: sqlite3.Connection, sid: str) -> list[Number]:
    """The numbers of a service, in the order they joined the account."""
    return [number for number in numbers.every(db) if number.service_sid == sid]


def join(db: sqlite3.Connection, sid: str, number: Number) -> None:
    """Put a number into a service's pool."""
    db.execute("UPDATE numbers SET service_sid = ? WHERE number = ?", (sid, number.number))


def leave(db: sqlite3.Connection, number: Number) -> None:
    """Take a number out of its pool."""
    db.execute("UPDATE numbers SET service_sid = NULL WHERE number = ?", (number.number,))


def resource(service: Service, *, account_sid: str, base: str) -> Mapping[str, object]:
    """A service as `/v1/Services/{Sid}` of messaging.twilio.com shows it."""
    here = f"{base}/v1/Services/{service.sid}"
    return {
        "sid": service.sid,
        "account_sid": account_sid,
        "friendly_name": service.name,
        "inbound_request_url": service.inbound_url or None,
        "inbound_method": "POST",
        "fallback_url": service.fallback_url or None,
        "fallback_method": "POST",
        "status_callback": service.status_callback or None,
        "use_inbound_webhook_on_number": service.use_number_webhook,
        "sticky_sender": True,
        "smart_encoding": False,
        "mms_converter": True,
        "fallback_to_long_code": False,
        "area_code_geomatch": False,
        "scan_message_content": "inherit",
        "synchronous_validation": False,
        "validity_period": 36000,
        "usecase": "undeclared",
        "us_app_to_person_registered": False,
        "date_created": iso8601(service.created_at),
        "date_updated": iso8601(service.updated_at),
        "url": here,
        "links": {"phone_numbers": f"{here}/PhoneNumbers"},
    }


def pool_resource(number: Number, *, account_sid: str, base: str) -> Mapping[str, object]:
    """A number as its service's pool shows it."""
    return {
        "sid": number.sid,
        "account_sid": account_sid,
        "service_sid": number.service_sid,
        "phone_number": number.number,
        "country_code": "US",
        "capabilities": ["SMS", "MMS"],
        "date_created": iso8601(number.created_at),
        "date_updated": iso8601(number.updated_at),
        "url": f"{base}/v1/Services/{number.service_sid}/PhoneNumbers/{number.sid}",
    }


def iso8601(at: float) -> str:
    """A time as the v1 APIs write it, such as `2015-07-30T20:12:31Z`."""
    return datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
