"""The SQLite file that holds everything the simulator knows, so that a restart or a kill loses nothing."""

import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    sid TEXT NOT NULL UNIQUE, direction TEXT NOT NULL, sender TEXT, recipient TEXT NOT NULL, body TEXT NOT NULL,
    status TEXT NOT NULL, service_sid TEXT, segments INTEGER NOT NULL, media TEXT NOT NULL, error_code INTEGER,
    created_at REAL NOT NULL, sent_at REAL, updated_at REAL NOT NULL, arrived_at REAL,
    status_callback TEXT, callback_manners TEXT NOT NULL, listed_from REAL NOT NULL, passed TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS messages_by_recipient ON messages (recipient, position);
CREATE INDEX IF NOT EXISTS messages_by_sender ON messages (sender, position);
CREATE TABLE IF NOT EXISTS pictures (sid TEXT PRIMARY KEY, content_type TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS numbers (
    number TEXT PRIMARY KEY, sid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, sms_url TEXT NOT NULL,
    sms_fallback_url TEXT NOT NULL, status_callback TEXT NOT NULL, service_sid TEXT, created_at REAL NOT NULL,
    updated_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS services (
    sid TEXT PRIMARY KEY, name TEXT NOT NULL, inbound_url TEXT NOT NULL, fallback_url TEXT NOT NULL,
    status_callback TEXT NOT NULL, use_number_webhook INTEGER NOT NULL, created_at REAL NOT NULL, updated_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS phones (
    number TEXT PRIMARY KEY, name TEXT NOT NULL, line_type TEXT NOT NULL, outcome TEXT NOT NULL, added_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS blocks (sender TEXT NOT NULL, phone TEXT NOT NULL, PRIMARY KEY (sender, phone));
CREATE TABLE IF NOT EXISTS faults (
    name TEXT NOT NULL, phone TEXT NOT NULL, value REAL NOT NULL, times INTEGER, PRIMARY KEY (name, phone)
);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value REAL NOT NULL);
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, form TEXT NOT NULL, answer TEXT, sid TEXT, code INTEGER
);
CREATE TABLE IF NOT EXISTS lookups (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, number TEXT NOT NULL, answered INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS posts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL, form TEXT NOT NULL,
    status INTEGER, error_code INTEGER, detail TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS agenda (
    id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, task TEXT NOT NULL, lane TEXT NOT NULL, payload TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS agenda_by_due ON agenda (due);
CREATE INDEX IF NOT EXISTS agenda_by_lane ON agenda (lane, id);
"""

TABLES = (
    "messages",
    "pictures",
    "numbers",
    "services",
    "phones",
    "blocks",
    "faults",
    "settings",
    "calls",
    "lookups",
    "posts",
    "agenda",
)


def open_store(path: Path) -> sqlite3.Connection:
    """Open the file, made on first use; every statement commits by itself unless it runs within `together`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.executescript(SCHEMA)
    return db


@contextmanager
def together(db: sqlite3.Connection) -> Iterator[None]:
    """Run several statements as one: a crash leaves all of them or none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def empty(db: sqlite3.Connection) -> None:
    """Forget everything."""
    with together(db):
        for table in TABLES:
            db.execute(f"DELETE FROM {table}")  # noqa: S608 (names from the constant above)


def new_sid(prefix: str) -> str:
    """A fresh Twilio identifier, such as SM and 32 hexadecimal digits."""
    return prefix + uuid.uuid4().hex


def now() -> float:
    """Seconds since 1970, UTC."""
    return time.time()
