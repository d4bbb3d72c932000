"""What Twilio checks before it takes a message, in the order in which it is told."""

import re
from urllib.parse import urlsplit

from local.twilio import carrier, faults, keywords, messages, numbering, numbers, segments, services
from local.twilio.forms import Form
from local.twilio.messages import FINAL, Manners, Media, Message
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


def accept(board: Switchboard, form: Form) -> Message:
    """Take a message and start it on its way; raises Refusal."""
    _check_form(form)
    recipient = _recipient(form)
    sender = _sender(board, form)
    _check_pair(board, form, sender, recipient)
    message = _judged_at_once(board, _written(board, form, sender, recipient))
    with together(board.db):
        messages.add(board.db, message)
        if message.sender != MAGIC_SENDER and message.status not in FINAL:
            carrier.take_over(board, message)
    board.bell.ring()
    return message


def _check_form(form: Form) -> None:
    if not form["To"]:
        raise Refusal(21604)
    if not form["From"] and not form["MessagingServiceSid"]:
        raise Refusal(21603)
    if not form["Body"].strip() and not form.all("MediaUrl"):
        raise Refusal(21602)
    if characters(form["Body"]) > MOST_CHARACTERS:
        raise Refusal(21617)
    if len(form.all("MediaUrl")) > MOST_MEDIA:
        raise Refusal(21623)
    if not all(_is_address(url) for url in form.all("MediaUrl")):
        raise Refusal(21620)
    if form["StatusCallback"] and not _is_callback(form["StatusCallback"]):
        raise Refusal(21609)
    for name in NOT_PLAYED:
        if form[name]:
            raise Refusal(20001, f"{name} isn't played by this simulator")


def characters(body: str) -> int:
    """The length that Twilio limits: what lies outside Unicode's first plane, such as an emoji, counts twice."""
    return len(body.encode("utf-16-le", "surrogatepass")) // 2


def _recipient(form: Form) -> str:
    dialled = numbering.read(form["To"])
    if re.fullmatch(r"\d{3,6}", form["To"]):
        raise Refusal(21265)
    if dialled.wrong:
        raise Refusal(21211, form["To"])
    if dialled.number in MAGIC_RECIPIENTS:
        raise Refusal(MAGIC_RECIPIENTS[dialled.number])
    return dialled.number


def _sender(board: Switchboard, form: Form) -> str | None:
    """The number to send from; `None` leaves it to the service."""
    given = numbering.read(form["From"]).number if form["From"] else None
    sid = form["MessagingServiceSid"]
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
        raise Refusal(21212, form["From"])
    if given != MAGIC_SENDER and not numbers.find(board.db, given):
        raise Refusal(21606)
    return given


def _check_pair(board: Switchboard, form: Form, sender: str | None, recipient: str) -> None:
    refused = faults.strike(board.db, "refuse", recipient)
    if refused is not None:
        raise Refusal(int(refused))
    if faults.strike(board.db, "trial", recipient) is not None:
        raise Refusal(21608)
    number = numbers.find(board.db, sender) if sender and not form["MessagingServiceSid"] else None
    if number and keywords.is_blocked(board.db, number, recipient):
        raise Refusal(21610)


def _written(board: Switchboard, form: Form, sender: str | None, recipient: str) -> Message:
    at = now()
    service = services.find(board.db, form["MessagingServiceSid"])
    status = "accepted" if service else "queued"
    slow_list = faults.strike(board.db, "list_slow", recipient) or 0.0
    return Message(
        sid=new_sid("MM" if form.all("MediaUrl") else "SM"),
        direction="outbound-api",
        sender=sender,
        recipient=recipient,
        body=form["Body"],
        status=status,
        created_at=at,
        updated_at=at,
        segments=0 if service else segments.count(form["Body"]),
        service_sid=service.sid if service else None,
        media=[Media(new_sid("ME"), "", url) for url in form.all("MediaUrl")],
        status_callback=form["StatusCallback"] or (service.status_callback if service else None) or None,
        callback_manners=_manners(board, recipient),
        listed_from=at + slow_list,
    )


def _judged_at_once(board: Switchboard, message: Message) -> Message:
    code = faults.strike(board.db, "undelivered_at_once", message.recipient)
    return messages.moved(message, "undelivered", at=message.created_at, error_code=int(code)) if code else message


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
