"""What a firm does all day, one call each, in a warm process."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from bench import events
from bench.office import WORDS, Office

THREADS, MESSAGES = 25, 50
MESSAGES_PATH = "/webhooks/twilio/messages"


def send(office: Office, phone: str) -> dict[str, Any]:
    """Text a phone; the message."""
    body = json.dumps({"recipientPhone": phone, "message": WORDS})
    sent: dict[str, Any] = json.loads(office.call("send_message", office.asks(body=body))["body"])
    return sent


def receive(office: Office, phone: str) -> None:
    """A text from a phone comes in."""
    sid = f"SM{office.phone()[1:]:0>32}"
    office.call(
        "receive_message",
        events.webhook(MESSAGES_PATH, events.INBOUND | {"From": phone, "MessageSid": sid, "Body": WORDS}),
    )


def report(office: Office, message: dict[str, Any], phone: str) -> None:
    """A message was delivered."""
    key = f"{office.firm}.{message['threadId']}.{message['id']}"
    form = events.DELIVERY | {"To": phone}
    office.call("record_delivery", events.webhook(f"/webhooks/twilio/deliveries/{key}", form, {"messageKey": key}))


def everything(office: Office) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each operation's name, and how to do it once; what comes before it is done already."""
    phone = office.phone()
    yield "send to a new number", lambda: send(office, phone)
    sent = send(office, phone)
    yield "send into a conversation", lambda: send(office, phone)
    yield "delivery report", lambda: report(office, sent, phone)
    yield "inbound text", lambda: receive(office, phone)
    path = {"threadId": sent["threadId"]}
    shown = json.loads(office.call("read_thread", office.asks(path=path))["body"])
    mark = json.dumps({"messageId": shown["messages"][0]["id"]})
    yield "mark as read", lambda: office.call("mark_read", office.asks(path=path, body=mark))
    for _ in range(MESSAGES):
        receive(office, phone)
    yield f"conversation page of {MESSAGES}", lambda: office.call("read_thread", office.asks(path=path))
    for _ in range(THREADS):
        receive(office, office.phone())
    yield f"inbox page of {THREADS}", lambda: office.call("list_threads", office.asks())
