"""The numbers that the account owns, and the address each calls when a text comes in."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from local.twilio import numbering
from local.twilio.forms import Form
from local.twilio.messages import rfc2822
from local.twilio.refusals import Refusal
from local.twilio.store import new_sid, now


@dataclass(frozen=True, slots=True)
class Number:
    """One owned number; empty addresses mean that none is set."""

    number: str
    sid: str
    name: str
    sms_url: str
    sms_fallback_url: str
    status_callback: str
    service_sid: str | None
    created_at: float
    updated_at: float


COLUMNS = {
    "FriendlyName": "name",
    "SmsUrl": "sms_url",
    "SmsFallbackUrl": "sms_fallback_url",
    "StatusCallback": "status_callback",
}


def buy(db: sqlite3.Connection, form: Form) -> Number:
    """Make a number the account's own; raises Refusal 21421 or 21422."""
    dialled = numbering.read(form["PhoneNumber"])
    if dialled.wrong:
        raise Refusal(21421)
    if find(db, dialled.number):
        raise Refusal(21422)
    at = now()
    db.execute(
        "INSERT INTO numbers VALUES (?, ?, ?, '', '', '', NULL, ?, ?)",
        (dialled.number, new_sid("PN"), numbering.national_format(dialled), at, at),
    )
    return change(db, dialled.number, form)


def change(db: sqlite3.Connection, number: str, form: Form) -> Number:
    """Set the name and addresses that the form carries, leave the others."""
    for field, column in COLUMNS.items():
        if field in form:
            db.execute(f"UPDATE numbers SET {column} = ? WHERE number = ?", (form[field], number))  # noqa: S608
    db.execute("UPDATE numbers SET updated_at = ? WHERE number = ?", (now(), number))
    return owned(db, number)


def find(db: sqlite3.Connection, number: str) -> Number | None:
    """The owned number, if it is one."""
    row = db.execute("SELECT * FROM numbers WHERE number = ?", (number,)).fetchone()
    return Number(**row) if row else None


def owned(db: sqlite3.Connection, number: str) -> Number:
    """The owned number; raises Refusal 20404."""
    found = find(db, number)
    if not found:
        raise Refusal(20404)
    return found


def by_sid(db: sqlite3.Connection, sid: str) -> Number:
    """The number with this SID; raises Refusal 20404."""
    row = db.execute("SELECT * FROM numbers WHERE sid = ?", (sid,)).fetchone()
    if not row:
        raise Refusal(20404, sid)
    return Number(**row)


def every(db: sqlite3.Connection) -> list[Number]:
    """All owned numbers, oldest first."""
    return [Number(**row) for row in db.execute("SELECT * FROM numbers ORDER BY created_at, number")]


def release(db: sqlite3.Connection, number: Number) -> None:
    """Give a number back."""
    db.execute("DELETE FROM numbers WHERE number = ?", (number.number,))


def resource(number: Number, *, account_sid: str) -> Mapping[str, object]:
    """A number as `IncomingPhoneNumbers/{Sid}.json` shows it, without what concerns calls only."""
    return {
        "sid": number.sid,
        "account_sid": account_sid,
        "friendly_name": number.name,
        "phone_number": number.number,
        "sms_url": number.sms_url,
        "sms_method": "POST",
        "sms_fallback_url": number.sms_fallback_url,
        "sms_fallback_method": "POST",
        "sms_application_sid": "",
        "status_callback": number.status_callback,
        "status_callback_method": "POST",
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
        "api_version": "2010-04-01",
        "beta": False,
        "origin": "twilio",
        "status": "in-use",
        "date_created": rfc2822(number.created_at),
        "date_updated": rfc2822(number.updated_at),
        "uri": f"/2010-04-01/Accounts/{account_sid}/IncomingPhoneNumbers/{number.sid}.json",
    }
