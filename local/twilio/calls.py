"""A record of every attempt to send and of every Lookup, and of how it was answered."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from local.twilio import numbering
from local.twilio.forms import Form
from local.twilio.store import now


@dataclass(frozen=True, slots=True)
class Call:
    """One create call. `answer` is a status such as `201`, `lost` when the connection was broken,
    `unheard` when the caller had given up; `None` while open."""

    id: int
    at: float
    form: Mapping[str, Sequence[str]]
    answer: str | None
    sid: str | None
    code: int | None


def came(db: sqlite3.Connection, form: Form) -> int:
    """Note a call that came in; its id."""
    cursor = db.execute("INSERT INTO calls (at, form) VALUES (?, ?)", (now(), json.dumps(form.values)))
    return int(cursor.lastrowid or 0)


def took(db: sqlite3.Connection, call: int, sid: str) -> None:
    """Note the message that it made."""
    db.execute("UPDATE calls SET sid = ? WHERE id = ?", (sid, call))


def answered(db: sqlite3.Connection, call: int, answer: str, *, code: int | None = None) -> None:
    """Note what the caller got."""
    db.execute("UPDATE calls SET answer = ?, code = ? WHERE id = ?", (answer, code, call))


def every(db: sqlite3.Connection, *, to: str | None = None) -> list[Call]:
    """All calls, oldest first; with `to` those to one recipient."""
    found = [Call(**{**row, "form": json.loads(row["form"])}) for row in db.execute("SELECT * FROM calls ORDER BY id")]
    return [call for call in found if to is None or to in map(_number, call.form.get("To", ()))]


def asked(db: sqlite3.Connection, number: str) -> int:
    """Note that a number is looked up; its id."""
    cursor = db.execute("INSERT INTO lookups (at, number, answered) VALUES (?, ?, 0)", (now(), number))
    return int(cursor.lastrowid or 0)


def told(db: sqlite3.Connection, lookup: int) -> None:
    """Note that a Lookup got an answer."""
    db.execute("UPDATE lookups SET answered = 1 WHERE id = ?", (lookup,))


def lookups(db: sqlite3.Connection) -> list[dict[str, object]]:
    """All Lookups, oldest first."""
    rows = db.execute("SELECT * FROM lookups ORDER BY id")
    return [{"at": row["at"], "number": row["number"], "answered": bool(row["answered"])} for row in rows]


def _number(dialled: str) -> str:
    return numbering.read(dialled).number
