"""What lies on the table, as the page shows it: phones with their texts, the account's numbers, the faults."""

from collections.abc import Mapping
from dataclasses import asdict

from local.twilio import faults, inbound, messages, numbering, numbers, phones
from local.twilio.messages import Message
from local.twilio.phones import Phone
from local.twilio.switchboard import Switchboard


def state(board: Switchboard) -> Mapping[str, object]:
    """Everything at once."""
    return {
        "numbers": [
            {
                "number": number.number,
                "written": numbering.national_format(numbering.read(number.number)),
                "name": number.name,
                "webhook": inbound.addresses(board, number)[0],
                "service": number.service_sid,
            }
            for number in numbers.every(board.db)
        ],
        "phones": [phone(board, one) for one in phones.every(board.db)],
        "strangers": [
            {"number": number, "written": numbering.national_format(numbering.read(number))}
            for number in strangers(board)
        ],
        "faults": [asdict(fault) for fault in faults.current(board.db)],
        "kinds": {name: asdict(kind) for name, kind in faults.KINDS.items()},
        "outcomes": [[name, outcome.words] for name, outcome in phones.OUTCOMES.items()],
        "lineTypes": list(phones.LINE_TYPES),
        "stepDelay": board.step(),
        "troubles": troubles(board),
    }


def phone(board: Switchboard, shown: Phone) -> Mapping[str, object]:
    """One phone and its texts."""
    return {
        "number": shown.number,
        "written": numbering.national_format(numbering.read(shown.number)),
        "name": shown.name,
        "lineType": shown.line_type,
        "outcome": shown.outcome,
        "texts": texts(board, shown.number),
    }


def texts(board: Switchboard, number: str) -> list[Mapping[str, object]]:
    """The newest texts of a phone, oldest first."""
    return [text(message) for message in messages.of_phone(board.db, number)]


def text(message: Message) -> Mapping[str, object]:
    """One text, from the phone's point of view; `arrived` is false for what the phone never got to see."""
    return {
        "sid": message.sid,
        "mine": message.direction == "inbound",
        "with": message.recipient if message.direction == "inbound" else message.sender,
        "body": message.body,
        "status": message.status,
        "errorCode": message.error_code,
        "arrived": message.direction == "inbound" or message.arrived_at is not None,
        "at": message.arrived_at or message.created_at,
        "pictures": [
            {"sid": media.sid, "url": media.url, "contentType": media.content_type} for media in message.media
        ],
    }


def strangers(board: Switchboard) -> list[str]:
    """Numbers that were texted lately and that nobody holds a phone of."""
    rows = board.db.execute(
        "SELECT recipient FROM messages WHERE direction = 'outbound-api' AND recipient NOT IN (SELECT number FROM phones)"
        " GROUP BY recipient ORDER BY MAX(position) DESC LIMIT 8"
    )
    return [row["recipient"] for row in rows]


def troubles(board: Switchboard) -> list[Mapping[str, object]]:
    """The newest entries of Twilio's error log, newest first."""
    rows = board.db.execute(
        "SELECT id, at, kind, url, status, error_code, detail FROM posts WHERE error_code IS NOT NULL ORDER BY id DESC LIMIT 20"
    )
    return [dict(row) for row in rows]
