"""The troubles that can be switched on, for one phone or for all, and how often each still happens."""

import sqlite3
from dataclasses import dataclass

EVERYONE = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A trouble in plain words; `unit` says what its number means (empty: it has none), `usual` is a good start."""

    words: str
    group: str
    unit: str = ""
    usual: float = 0


KINDS = {
    "answer_slow": Kind("Twilio takes the message, but answers late", "Sending", "seconds", 8),
    "lost_before": Kind("Connection breaks before the message is taken", "Sending"),
    "lost_after": Kind("Message is taken, but the answer is lost", "Sending"),
    "too_many": Kind("Too many requests (429)", "Sending"),
    "error_before": Kind("Server error, message not taken", "Sending", "HTTP status", 503),
    "error_after": Kind("Server error, although the message was taken", "Sending", "HTTP status", 500),
    "refuse": Kind("Message refused with an error code", "Sending", "Twilio code", 21612),
    "undelivered_at_once": Kind("Message taken, and undelivered in the answer", "Sending", "Twilio code", 30003),
    "list_slow": Kind("New messages show up late in Twilio's list", "Sending", "seconds", 60),
    "list_down": Kind("Twilio's list and single messages can't be read", "Sending", "HTTP status", 503),
    "list_short": Kind("Twilio's list comes in short pages", "Sending", "messages a page", 30),
    "callbacks_first": Kind("Callbacks come before the send is answered", "Delivery reports"),
    "callbacks_repeated": Kind("Callbacks are repeated", "Delivery reports", "extra copies", 2),
    "callbacks_backwards": Kind("Callbacks come in reverse order", "Delivery reports"),
    "callbacks_dropped": Kind("Callbacks never come", "Delivery reports"),
    "callbacks_late": Kind("Callbacks come late", "Delivery reports", "seconds", 10),
    "webhook_dropped": Kind("Texts to the firm aren't passed on (only in the list)", "Texts coming in"),
    "webhook_repeated": Kind("Texts to the firm are passed on repeatedly", "Texts coming in", "extra copies", 1),
    "webhook_late": Kind("Texts to the firm are passed on late", "Texts coming in", "seconds", 10),
    "webhook_forged": Kind("Webhooks carry a wrong signature", "Texts coming in"),
    "media_down": Kind("Pictures and files of a phone can't be fetched", "Texts coming in", "HTTP status", 503),
    "lookup_missing": Kind("Lookup doesn't know the number (404)", "Lookup"),
    "lookup_down": Kind("Lookup is down", "Lookup", "HTTP status", 503),
    "lookup_slow": Kind("Lookup answers late", "Lookup", "seconds", 8),
    "lookup_invalid": Kind("Lookup calls the number invalid", "Lookup"),
    "lookup_error": Kind("Lookup answers with an error code in place of the line type", "Lookup", "Twilio code", 60600),
    "lookup_unapproved": Kind("Line types of Canadian numbers need approval (60601)", "Lookup"),
    "trial": Kind("The account is a trial: unverified recipients are refused (21608)", "Account"),
    "advanced_opt_out": Kind("Advanced Opt-Out is on (webhooks carry OptOutType)", "Account"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A trouble that is on now: for one phone, or for `EVERYONE`; `times` left, or `None` for until it's cleared."""

    name: str
    phone: str
    value: float
    times: int | None


def switch_on(
    db: sqlite3.Connection, name: str, *, phone: str = EVERYONE, value: float | None = None, times: int | None = None
) -> Fault:
    """Switch a trouble on; raises KeyError for one that doesn't exist."""
    fault = Fault(name, phone, KINDS[name].usual if value is None else value, times)
    db.execute("INSERT OR REPLACE INTO faults VALUES (?, ?, ?, ?)", (fault.name, fault.phone, fault.value, fault.times))
    return fault


def switch_off(db: sqlite3.Connection, name: str | None = None, *, phone: str = EVERYONE) -> None:
    """Switch one trouble off, or every one."""
    if name is None:
        db.execute("DELETE FROM faults")
    else:
        db.execute("DELETE FROM faults WHERE name = ? AND phone = ?", (name, phone))


def current(db: sqlite3.Connection) -> list[Fault]:
    """What is switched on."""
    return [Fault(**row) for row in db.execute("SELECT * FROM faults ORDER BY name, phone")]


def strike(db: sqlite3.Connection, name: str, phone: str) -> float | None:
    """Whether a trouble hits this phone now: its number if so, and one time less is left; else `None`."""
    row = db.execute(
        "SELECT * FROM faults WHERE name = ? AND phone IN (?, ?) ORDER BY phone DESC LIMIT 1", (name, phone, EVERYONE)
    ).fetchone()
    if row is None:
        return None
    fault = Fault(**row)
    if fault.times is not None and fault.times <= 1:
        switch_off(db, fault.name, phone=fault.phone)
    elif fault.times is not None:
        switch_on(db, fault.name, phone=fault.phone, value=fault.value, times=fault.times - 1)
    return fault.value
