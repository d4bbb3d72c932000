"""The phones people hold: name, kind of line, and what becomes of a text sent to each."""

import re
import sqlite3
from dataclasses import dataclass

from local.twilio import numbering
from local.twilio.store import now

LINE_TYPES = (
    "mobile",
    "landline",
    "fixedVoip",
    "nonFixedVoip",
    "personal",
    "tollFree",
    "premium",
    "sharedCost",
    "uan",
    "voicemail",
    "pager",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a text, in plain words: the last status, and the carrier's code when it is a failure."""

    words: str
    status: str
    error_code: int | None = None


OUTCOMES = {
    "delivered": Outcome("Receives texts", "delivered"),
    "sent": Outcome("Receives texts, no receipt comes", "sent"),
    "30003": Outcome("Switched off or no signal (30003)", "undelivered", 30003),
    "30004": Outcome("Blocks the sender (30004)", "undelivered", 30004),
    "30005": Outcome("Number is gone (30005)", "undelivered", 30005),
    "30006": Outcome("Landline or unreachable (30006)", "undelivered", 30006),
    "30007": Outcome("Filtered by the carrier (30007)", "undelivered", 30007),
    "30008": Outcome("Unknown carrier error (30008)", "undelivered", 30008),
    "30034": Outcome("Sender isn't registered (30034)", "undelivered", 30034),
    "21614": Outcome("Can't get texts, found out late (21614)", "failed", 21614),
    "failed": Outcome("Fails at Twilio already (30008)", "failed", 30008),
}


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone; `outcome` is a key of OUTCOMES."""

    number: str
    name: str
    line_type: str = "mobile"
    outcome: str = "delivered"
    added_at: float = 0.0

    def __post_init__(self) -> None:
        wrong = numbering.read(self.number).wrong
        if wrong:
            raise ValueError(f"not a phone number: {wrong}")
        if self.line_type not in LINE_TYPES:
            raise ValueError(f"no such line type: {self.line_type}")
        if self.outcome not in OUTCOMES:
            raise ValueError(f"no such outcome: {self.outcome}")

    @property
    def fate(self) -> Outcome:
        """What becomes of a text to it; a landline that would take texts can't."""
        if self.line_type == "landline" and self.outcome == "delivered":
            return OUTCOMES["30006"]
        return OUTCOMES[self.outcome]


# Short codes, and the names that businesses may send under (twilio.com/docs/glossary/what-alphanumeric-sender-id).
_NO_PHONE = re.compile(r"[0-9]{3,6}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")


def sender(name: str) -> str:
    """Whom a text may come from: a phone, a short code or a name; raises ValueError."""
    return name if _NO_PHONE.fullmatch(name) else Phone(name, "").number


def put(db: sqlite3.Connection, phone: Phone) -> Phone:
    """Add a phone, or change it; it keeps its place on the page."""
    db.execute(
        "INSERT INTO phones VALUES (?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET name = excluded.name,"
        " line_type = excluded.line_type, outcome = excluded.outcome",
        (phone.number, phone.name, phone.line_type, phone.outcome, now()),
    )
    return phone


def find(db: sqlite3.Connection, number: str) -> Phone | None:
    """The phone with this number, if somebody holds it."""
    row = db.execute("SELECT * FROM phones WHERE number = ?", (number,)).fetchone()
    return Phone(**row) if row else None


def every(db: sqlite3.Connection) -> list[Phone]:
    """All phones, in the order they were added."""
    return [Phone(**row) for row in db.execute("SELECT * FROM phones ORDER BY added_at, number")]


def put_away(db: sqlite3.Connection, number: str) -> None:
    """Take a phone off the table; its messages stay at Twilio."""
    db.execute("DELETE FROM phones WHERE number = ?", (number,))


def fate(db: sqlite3.Connection, number: str) -> Outcome:
    """What becomes of a text to this number; numbers that nobody holds here receive theirs."""
    phone = find(db, number)
    return phone.fate if phone else OUTCOMES["delivered"]
