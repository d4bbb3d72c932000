"""What Twilio checks before it takes a message, in the order in which it is told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from local.twilio import carrier, faults, keywords, messages, numbering, numbers, segments, services
from local.twilio.messages import Manners, Media, Message
from local.twilio.refusals import Refusal
from local.twilio.store import new_sid, now, together
from local.twilio.switchboard import Switchboard

MOST_CHARACTERS = 1600
MOST_MEDIA = 10
NOT_PLAYED = ("SendAt", "ScheduleType", "ContentSid", "ApplicationSid", "PersistentAction")

# https://www.twilio.com/docs/iam/test-credentials
MAGIC_RECIPIENTS = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
MAGIC_SENDERS = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}
MAGIC_SENDER = "+15005550006"


@dataclass(frozen=True, slots=True)
class Draft:
    """A create call's fields; repeated ones in `media_urls`."""

    fields: Mapping[str, str]
    media_urls: Sequence[str] = ()

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def phone(self) -> str:
        """The recipient, as far as it can be read."""
        return numbering.read(self["To"]).number


def accept(board: Switchboard, draft: Draft) -> Message:
    """Take a message and start it on its way; raises Refusal."""
    _check_form(draft)
    recipient = _recipient(draft)
    sender = _sender(board, draft)
    _check_pair(board, draft, sender, recipient)
    message = _written(board, draft, sender, recipient)
    with together(board.db):
        messages.add(board.db, message)
        if message.sender != MAGIC_SENDER:
            carrier.take_over(board, message)
    board.bell.ring()
    return message


def _check_form(draft: Draft) -> None:
    if not draft["To"]:
        raise Refusal(21604)
    if not draft["From"] and not draft["MessagingServiceSid"]:
        raise Refusal(21603)
    if not draft["Body"].strip() and not draft.media_urls:
        raise Refusal(21602)
    if characters(draft["Body"]) > MOST_CHARACTERS:
        raise Refusal(21617)
    if len(draft.media_urls) > MOST_MEDIA:
        raise Refusal(21623)
    if not all(_is_address(url) for url in draft.media_urls):
        raise Refusal(21620)
    if draft["StatusCallback"] and not _is_callback(draft["StatusCallback"]):
        raise Refusal(21609)
    for name in NOT_PLAYED:
        if draft[name]:
            raise Refusal(20001, f"{name} isn't played by this simulator")


def characters(body: str) -> int:
    """The length that Twilio limits: what lies outside Unicode's first plane, such as an emoji, counts twice."""
    return len(body.encode("utf-16-le", "surrogatepass")) // 2


def _recipient(draft: Draft) -> str:
    dialled = numbering.read(draft["To"])
    if re.fullmatch(r"\d{3,6}", draft["To"]):
        raise Refusal(21265)
    if dialled.wrong:
        raise Refusal(21211, draft["To"])
    if dialled.number in MAGIC_RECIPIENTS:
        raise Refusal(MAGIC_RECIPIENTS[dialled.number])
    return dialled.number


def _sender(board: Switchboard, draft: Draft) -> str | None:
    """The number to send from; `None` leaves it to the service."""
    given = numbering.read(draft["From"]).number if draft["From"] else None
    sid = draft["MessagingServiceSid"]
    if sid:
        if not services.find(board.db, sid):
            raise Refusal(21705)
        pool = [number.number for number in services.pool(board.db, sid)]
        if not pool:
            raise Refusal(21704)
        if given and given not in pool:
            raise Refusal(21712)
        return given
    if given in MAGIC_SENDERS:
        raise Refusal(MAGIC_SENDERS[given])
    if given is None or numbering.read(given).wrong:
        raise Refusal(21212, draft["From"])
    if given != MAGIC_SENDER and not numbers.find(board.db, given):
        raise Refusal(21606)
    return given


def _check_pair(board: Switchboard, draft: Draft, sender: str | None, recipient: str) -> None:
    refused = faults.strike(board.db, "refuse", recipient)
    if refused is not None:
        raise Refusal(int(refused))
    if faults.strike(board.db, "trial", recipient) is not None:
        raise Refusal(21608)
    number = numbers.find(board.db, sender) if sender and not draft["MessagingServiceSid"] else None
    if number and keywords.is_blocked(board.db, number, recipient):
        raise Refusal(21610)


def _written(board: Switchboard, draft: Draft, sender: str | None, recipient: str) -> Message:
    at = now()
    service = services.find(board.db, draft["MessagingServiceSid"])
    status = "accepted" if service else "queued"
    slow_list = faults.strike(board.db, "list_slow", recipient) or 0.0
    return Message(
        sid=new_sid("MM" if draft.media_urls else "SM"),
        direction="outbound-api",
        sender=sender,
        recipient=recipient,
        body=draft["Body"],
        status=status,
        created_at=at,
        updated_at=at,
        segments=0 if service else segments.count(draft["Body"]),
        service_sid=service.sid if service else None,
        media=[Media(new_sid("ME"), "", url) for url in draft.media_urls],
        status_callback=draft["StatusCallback"] or (service.status_callback if service else None) or None,
        callback_manners=_manners(board, recipient),
        listed_from=at + slow_list,
    )


def _manners(board: Switchboard, recipient: str) -> Manners:
    return Manners(
        copies=1 + int(faults.strike(board.db, "callbacks_repeated", recipient) or 0),
        backwards=faults.strike(board.db, "callbacks_backwards", recipient) is not None,
        dropped=faults.strike(board.db, "callbacks_dropped", recipient) is not None,
        delay=faults.strike(board.db, "callbacks_late", recipient) or 0.0,
    )


def _is_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_callback(url: str) -> bool:
    """Twilio calls no host whose name has an underscore, and no address over 4,000 characters."""
    return _is_address(url) and "_" not in (urlsplit(url).hostname or "") and len(url) <= 4000
