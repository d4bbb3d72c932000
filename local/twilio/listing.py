"""The list of messages: its filters, its pages, newest first."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

from local.twilio import messages, numbering
from local.twilio.messages import Message
from local.twilio.refusals import Refusal
from local.twilio.store import now

FILTERS = ("To", "From", "DateSent", "DateSent<", "DateSent>")
ZONES = {"UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
USUAL_SIZE = 50
LARGEST_SIZE = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list, and whether there is more on either side."""

    found: Sequence[Message]
    number: int
    size: int
    has_next: bool
    has_previous: bool


def page(db: sqlite3.Connection, query: Mapping[str, str], *, longest: int = LARGEST_SIZE) -> Page:
    """The page that a query asks for, or the `longest`; raises Refusal 20001 for a date, size or token that can't be read."""
    size, number = _whole(query, "PageSize", USUAL_SIZE), _whole(query, "Page", 0)
    if not 1 <= size <= LARGEST_SIZE:
        raise Refusal(20001, "PageSize")
    size = min(size, longest)
    where, values = _conditions(query)
    token = query.get("PageToken", "")
    backwards = token.startswith("PB")
    if token:
        side = ">" if backwards else "<"
        where.append(f"position {side} (SELECT position FROM messages WHERE sid = ?)")  # noqa: S608 (as below)
        values.append(token[2:])
    rows = db.execute(
        f"SELECT * FROM messages WHERE {' AND '.join(where)}"  # noqa: S608 (conditions are this module's own)
        f" ORDER BY position {'ASC' if backwards else 'DESC'} LIMIT ?",
        (*values, size + 1),
    ).fetchall()
    more, rows = len(rows) > size, rows[:size]
    found = [messages.from_row(row) for row in (reversed(rows) if backwards else rows)]
    return Page(
        found,
        number,
        size,
        has_next=True if backwards else more,
        has_previous=more if backwards else bool(token),
    )


def resource(shown: Page, query: Mapping[str, str], *, account_sid: str) -> Mapping[str, object]:
    """A page as `/2010-04-01/Accounts/{AccountSid}/Messages.json` shows it."""
    path = f"/2010-04-01/Accounts/{account_sid}/Messages.json"
    kept = {name: query[name] for name in FILTERS if name in query} | {"PageSize": str(shown.size)}

    def address(number: int, token: str = "") -> str:
        return f"{path}?{urlencode(kept | {'Page': str(number)} | ({'PageToken': token} if token else {}))}"

    start = shown.number * shown.size
    return {
        "end": start + max(0, len(shown.found) - 1),
        "first_page_uri": address(0),
        "next_page_uri": address(shown.number + 1, "PA" + shown.found[-1].sid)
        if shown.found and shown.has_next
        else None,
        "page": shown.number,
        "page_size": shown.size,
        "previous_page_uri": address(max(0, shown.number - 1), "PB" + shown.found[0].sid)
        if shown.found and shown.has_previous
        else None,
        "messages": [messages.resource(message, account_sid=account_sid) for message in shown.found],
        "start": start,
        "uri": address(shown.number, query.get("PageToken", "")),
    }


def _conditions(query: Mapping[str, str]) -> tuple[list[str], list[str | float]]:
    where: list[str] = ["listed_from <= ?"]
    values: list[str | float] = [now()]
    for name, column in (("To", "recipient"), ("From", "sender")):
        if query.get(name):
            where.append(f"{column} = ?")
            values.append(numbering.read(query[name]).number)
    for name in ("DateSent", "DateSent<", "DateSent>"):
        if query.get(name):
            start, end = moment(query[name], whole_day=name == "DateSent")
            if name != "DateSent<":
                where.append("sent_at >= ?")
                values.append(start)
            if name != "DateSent>":
                where.append("sent_at < ?")
                values.append(end)
    return where, values


def moment(text: str, *, whole_day: bool) -> tuple[float, float]:
    """What a date filter means, from and until before: one second, or a day; without a zone it is UTC."""
    when = _read_moment(text.strip())
    when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    if whole_day or len(text.strip()) == len("2008-01-02"):
        when = when.replace(hour=0, minute=0, second=0)
        return when.timestamp(), (when + timedelta(days=1)).timestamp()
    return when.timestamp(), (when + timedelta(seconds=1)).timestamp()


def _read_moment(text: str) -> datetime:
    for reader in (datetime.fromisoformat, parsedate_to_datetime, _american):
        try:
            return reader(text)
        except ValueError:
            continue
    raise Refusal(20001, "DateSent")


def _american(text: str) -> datetime:
    """Such as `06/11/2019 22:05:25 MST`."""
    when, _, zone = text.rpartition(" ")
    if zone not in ZONES:
        raise ValueError(zone)
    return datetime.strptime(when, "%m/%d/%Y %H:%M:%S").replace(tzinfo=timezone(timedelta(hours=ZONES[zone])))


def _whole(query: Mapping[str, str], name: str, usual: int) -> int:
    text = query.get(name, "") or str(usual)
    if not text.isdecimal():
        raise Refusal(20001, name)
    return int(text)
