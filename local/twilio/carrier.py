"""An outbound message's way to the phone, one state at a time, with a status callback for each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from local.twilio import keywords, media, messages, numbers, phones, segments, services
from local.twilio.agenda import Payload
from local.twilio.messages import FINAL, Message
from local.twilio.refusals import LATER
from local.twilio.store import now, together
from local.twilio.switchboard import Switchboard

ADVANCE = "advance"
CALL_BACK = "call back"


def take_over(board: Switchboard, message: Message) -> None:
    """Start a message on its way."""
    board.agenda.put(ADVANCE, {"sid": message.sid}, lane=_lane(message.sid), delay=board.step())


def is_underway(board: Switchboard, sid: str) -> bool:
    """Whether a message or one of its callbacks still has something ahead of it."""
    return board.agenda.holds(_lane(sid)) or board.agenda.holds(_callbacks(sid))


async def advance(board: Switchboard, payload: Payload) -> None:
    """Agenda task: move a message one state on."""
    message = messages.find(board.db, str(payload["sid"]))
    if message is None or message.status in FINAL:
        return
    wrong = await media.fault(board.courier.client, message) if message.status == "queued" else None
    after = messages.moved(message, "failed", at=now(), error_code=wrong) if wrong else _next(board, message)
    with together(board.db):
        if after is None:
            _report(board, message, is_last=True)
            return
        messages.save(board.db, after)
        _report(board, after, is_last=after.status in FINAL)
        if after.status not in FINAL:
            take_over(board, after)
    board.bell.ring()


def _next(board: Switchboard, message: Message) -> Message | None:
    """The message one state on; `None` when no receipt ever comes."""
    at = now()
    fate = phones.fate(board.db, message.recipient)
    match message.status:
        case "accepted":
            return _handed_to_a_number(board, message, at)
        case "queued":
            return messages.moved(message, "sending", at=at)
        case "sending" if fate.status == "failed":
            return messages.moved(message, "failed", at=at, error_code=fate.error_code)
        case "sending":
            arrives = fate.status in ("sent", "delivered")
            return replace(messages.moved(message, "sent", at=at), arrived_at=at if arrives else None)
        case "sent" if fate.status == "delivered" or message.arrived_at:
            return messages.moved(message, "delivered", at=at) if fate.status != "sent" else None
        case "sent":
            return messages.moved(message, "undelivered", at=at, error_code=fate.error_code)
    return None


def _handed_to_a_number(board: Switchboard, message: Message, at: float) -> Message:
    """A Messaging Service chooses its number only now, and only now sees that the recipient has opted out."""
    pool = services.pool(board.db, message.service_sid or "")
    number = numbers.find(board.db, message.sender) if message.sender else _sticky(board, message, pool)
    if number is None:
        return messages.moved(message, "failed", at=at, error_code=30001)
    if keywords.is_blocked(board.db, number, message.recipient):
        return messages.moved(replace(message, sender=number.number), "failed", at=at, error_code=21610)
    sized = replace(message, sender=number.number, segments=segments.count(message.body))
    return messages.moved(sized, "queued", at=at)


def _sticky(board: Switchboard, message: Message, pool: list[numbers.Number]) -> numbers.Number | None:
    """The pool's number that this recipient knows already, else the pool's first."""
    past = messages.of_phone(board.db, message.recipient)
    known = {one.recipient if one.direction == "inbound" else one.sender for one in past}
    return next((number for number in pool if number.number in known), pool[0] if pool else None)


def _states_to_report(message: Message, *, is_last: bool) -> Sequence[str]:
    """The new state; for callbacks in reverse order nothing until the last, and then all of them."""
    if message.callback_manners.backwards:
        return list(reversed(message.passed)) if is_last else ()
    return () if is_last and message.status not in FINAL else (message.status,)


def _report(board: Switchboard, message: Message, *, is_last: bool) -> None:
    """Put the callbacks for a message's state on the agenda, with the manners that its faults gave them."""
    manners = message.callback_manners
    if not message.status_callback or manners.dropped:
        return
    for status in _states_to_report(message, is_last=is_last):
        form = callback_form(message, status, account_sid=board.account.sid)
        for _ in range(manners.copies):
            board.agenda.put(
                CALL_BACK,
                {"url": message.status_callback, "form": form},
                lane=_callbacks(message.sid),
                delay=manners.delay,
            )


async def call_back(board: Switchboard, payload: Payload) -> None:
    """Agenda task: tell the customer about one state; Twilio doesn't insist when that fails."""
    form = payload["form"]
    assert isinstance(form, dict)
    await board.courier.carry("callback", str(payload["url"]), form)
    board.bell.ring()


def callback_form(message: Message, status: str, *, account_sid: str) -> Mapping[str, str]:
    """The fields of a status callback.

    https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
    """
    form = {
        "SmsSid": message.sid,
        "SmsStatus": status,
        "MessageStatus": status,
        "To": message.recipient,
        "MessageSid": message.sid,
        "AccountSid": account_sid,
        "From": message.sender or "",
        "ApiVersion": "2010-04-01",
    }
    if message.service_sid:
        form["MessagingServiceSid"] = message.service_sid
    if status in ("delivered", "undelivered"):
        form["RawDlrDoneDate"] = datetime.fromtimestamp(message.updated_at, UTC).strftime("%y%m%d%H%M")
    if status in ("undelivered", "failed") and message.error_code:
        form["ErrorCode"] = str(message.error_code)
        form["ErrorMessage"] = LATER.get(message.error_code, "Unknown error")
    return form


def _lane(sid: str) -> str:
    return f"carrier {sid}"


def _callbacks(sid: str) -> str:
    return f"callbacks {sid}"
