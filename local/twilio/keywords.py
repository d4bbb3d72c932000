"""Twilio's own filter for STOP, START and HELP: single whole words, whatever their case.

https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
"""

import sqlite3
from dataclasses import dataclass

from local.twilio import numbering
from local.twilio.numbers import Number

STOP = frozenset("STOP UNSUBSCRIBE END QUIT STOPALL REVOKE OPTOUT CANCEL".split())
START = frozenset("START YES UNSTOP".split())
HELP = frozenset("HELP INFO".split())
TOLL_FREE_STOP = frozenset({"STOP"})
TOLL_FREE_START = frozenset("START UNSTOP".split())

REPLIES = {
    "STOP": "You have successfully been unsubscribed. You will not receive any more messages from this number."
    " Reply START to resubscribe.",
    "START": "You have successfully been re-subscribed to messages from this number. Reply HELP for help."
    " Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
    "HELP": "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
}
NETWORK_REPLIES = {
    "STOP": 'NETWORK MSG: You replied with the word "stop" which blocks all texts sent from this number.'
    ' Text back "unstop" to receive messages again.',
    "START": 'NETWORK MSG: You have replied "unstop" and will begin receiving messages again from this number.',
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What the filter made of a text: a keyword's kind or nothing, and the reply it sends by itself."""

    kind: str = ""
    reply: str = ""


def hear(db: sqlite3.Connection, number: Number, phone: str, body: str) -> Heard:
    """Block or unblock as the text says. Twilio replies to STOP and START only when they change something."""
    toll_free = numbering.is_toll_free(number.number)
    word = body.strip().upper()
    stop, start = (TOLL_FREE_STOP, TOLL_FREE_START) if toll_free else (STOP, START)
    replies = NETWORK_REPLIES if toll_free else REPLIES
    sender, blocked = _sender(number), is_blocked(db, number, phone)
    if word in stop:
        db.execute("INSERT OR IGNORE INTO blocks VALUES (?, ?)", (sender, phone))
        return Heard("STOP", "" if blocked else replies["STOP"])
    if word in start:
        db.execute("DELETE FROM blocks WHERE sender = ? AND phone = ?", (sender, phone))
        return Heard("START", replies["START"] if blocked else "")
    if word in HELP and not toll_free:
        return Heard("HELP", replies["HELP"])
    return Heard()


def is_blocked(db: sqlite3.Connection, number: Number, phone: str) -> bool:
    """Whether Twilio lets no text from this number (or its whole service) through to a phone."""
    found = db.execute("SELECT 1 FROM blocks WHERE sender = ? AND phone = ?", (_sender(number), phone)).fetchone()
    return found is not None


def _sender(number: Number) -> str:
    """A block holds for a number, or for all numbers of its service; toll-free networks know no services."""
    return number.number if numbering.is_toll_free(number.number) else number.service_sid or number.number
