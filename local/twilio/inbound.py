"""A text from a phone to one of the account's numbers, and the webhook that tells the customer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from local.twilio import faults, keywords, messages, numbering, numbers, segments, services, twiml
from local.twilio.agenda import Payload
from local.twilio.courier import record
from local.twilio.messages import Media, Message
from local.twilio.numbers import Number
from local.twilio.store import new_sid, now, together
from local.twilio.switchboard import Switchboard

PASS_ON = "pass on"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a phone sends along."""

    content_type: str
    content: bytes


def text(board: Switchboard, *, phone: str, number: str, body: str, pictures: Sequence[Picture] = ()) -> Message:
    """Take a text from a phone, filter its keyword, pass it on; raises Refusal 20404 for a number that isn't ours."""
    to = numbers.owned(board.db, number)
    at = now()
    message = Message(
        sid=new_sid("MM" if pictures else "SM"),
        direction="inbound",
        sender=phone,
        recipient=number,
        body=body,
        status="received",
        created_at=at,
        updated_at=at,
        sent_at=at,
        segments=segments.count(body),
        service_sid=to.service_sid,
        media=[Media(new_sid("ME"), picture.content_type) for picture in pictures],
    )
    with together(board.db):
        messages.add(board.db, message)
        for media, picture in zip(message.media, pictures, strict=True):
            board.db.execute("INSERT INTO pictures VALUES (?, ?, ?)", (media.sid, media.content_type, picture.content))
        heard = keywords.hear(board.db, to, phone, body)
        if heard.reply:
            reply(board, message, heard.reply)
        _pass_on(board, message, heard.kind)
    board.bell.ring()
    return message


def reply(board: Switchboard, message: Message, body: str) -> None:
    """Answer a text at once, from the number it came to."""
    at = now()
    answer = Message(
        sid=new_sid("SM"),
        direction="outbound-reply",
        sender=message.recipient,
        recipient=message.phone,
        body=body,
        status="delivered",
        created_at=at,
        updated_at=at,
        sent_at=at,
        arrived_at=at,
        segments=segments.count(body),
        service_sid=message.service_sid,
    )
    messages.add(board.db, answer)


def _pass_on(board: Switchboard, message: Message, keyword: str) -> None:
    phone = message.phone
    if faults.strike(board.db, "webhook_dropped", phone) is not None:
        return
    copies = 1 + int(faults.strike(board.db, "webhook_repeated", phone) or 0)
    delay = faults.strike(board.db, "webhook_late", phone) or 0.0
    forged = faults.strike(board.db, "webhook_forged", phone) is not None
    advanced = faults.strike(board.db, "advanced_opt_out", phone) is not None
    payload = {"sid": message.sid, "forged": forged, "keyword": keyword if advanced else ""}
    for copy in range(copies):
        board.agenda.put(PASS_ON, payload, lane=f"inbound {message.sid} {copy}", delay=delay)


async def pass_on(board: Switchboard, payload: Payload) -> None:
    """Agenda task: call the customer's webhook, then its fallback; a failure is logged and not tried again."""
    message = messages.find(board.db, str(payload["sid"]))
    number = numbers.find(board.db, message.recipient) if message else None
    if message is None or number is None:
        return
    form = dict(webhook_form(board, message, keyword=str(payload["keyword"])))
    address, fallback = addresses(board, number)
    failed = 0
    for kind, url in (("webhook", address), ("fallback", fallback)):
        if not url:
            continue
        if failed:
            form |= {"ErrorCode": str(failed), "ErrorUrl": address}
        answer = await board.courier.carry(kind, url, form, forged=bool(payload["forged"]))
        failed = answer.error_code or _send_replies(board, message, number, answer.content_type, answer.body, url)
        if not failed:
            break
    board.bell.ring()


def _send_replies(board: Switchboard, message: Message, number: Number, content_type: str, body: str, url: str) -> int:
    """Send what a TwiML answer says; the code of what is wrong with it, or 0."""
    try:
        texts = twiml.replies(content_type, body)
    except twiml.NotTwiml as wrong:
        record(board.db, "answer", url, {}, error_code=wrong.code, detail=body[:200])
        return wrong.code
    for one in texts:
        if not keywords.is_blocked(board.db, number, message.phone):
            reply(board, message, one)
    return 0


def addresses(board: Switchboard, number: Number) -> tuple[str, str]:
    """The webhook and its fallback: the service's own, unless it leaves them to its numbers."""
    service = services.find(board.db, number.service_sid)
    if service and not service.use_number_webhook:
        return service.inbound_url, service.fallback_url
    return number.sms_url, number.sms_fallback_url


def webhook_form(board: Switchboard, message: Message, *, keyword: str) -> Mapping[str, str]:
    """The fields of an inbound webhook; what Twilio doesn't know about the two ends is there, but blank.

    https://www.twilio.com/docs/messaging/guides/webhook-request
    """
    form = {
        "ToCountry": numbering.read(message.recipient).country or "",
        "ToState": "",
        "SmsMessageSid": message.sid,
        "NumMedia": str(len(message.media)),
        "ToCity": "",
        "FromZip": "",
        "SmsSid": message.sid,
        "FromState": "",
        "SmsStatus": "received",
        "FromCity": "",
        "Body": message.body,
        "FromCountry": numbering.read(message.phone).country or "",
        "To": message.recipient,
        "ToZip": "",
        "NumSegments": str(message.segments),
        "MessageSid": message.sid,
        "AccountSid": board.account.sid,
        "From": message.phone,
        "ApiVersion": "2010-04-01",
    }
    if message.service_sid:
        form["MessagingServiceSid"] = message.service_sid
    if keyword:
        form["OptOutType"] = keyword
    for index, media in enumerate(message.media):
        form[f"MediaContentType{index}"] = media.content_type
        form[f"MediaUrl{index}"] = (
            f"{board.base_url}/2010-04-01/Accounts/{board.account.sid}/Messages/{message.sid}/Media/{media.sid}"
        )
    return form
