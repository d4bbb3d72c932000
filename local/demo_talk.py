"""The demo's conversations: the firm's side through the API, the leads' side from their simulated phones."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import boto3
import httpx

# A slow machine takes its time to carry texts and reports to and fro.
SETTLED = "/control/idle?seconds=60"


def talk(
    stack: Mapping[str, Any],
    *,
    number: str,
    email: str,
    password: str,
    said: Mapping[tuple[str, str], Sequence[str]],
    resumed: bool,
) -> None:
    """Hold every conversation, word for word; a text that begins with `<` is the lead's.

    Resumed, each goes on after as many texts as the lead's phone has; where none is left, nobody is called.
    """
    with httpx.Client(base_url=stack["phones"], timeout=90) as phones:
        left = {(name, phone): texts[_held(phones, phone) if resumed else 0 :] for (name, phone), texts in said.items()}
        if resumed and not any(left.values()):
            return
        signed_in = _signed_in(stack, email, password)
        _connect(phones, stack, number)
        with _quickly(phones), httpx.Client(base_url=stack["api"], timeout=30, headers=signed_in) as api:
            for (name, phone), texts in left.items():
                phones.post("/control/phones", json={"number": phone, "name": name}).raise_for_status()
                for text in texts:
                    _say(text, phone=phone, number=number, phones=phones, api=api)
            phones.get(SETTLED).raise_for_status()


def _held(phones: httpx.Client, phone: str) -> int:
    """How many texts went to and from a phone."""
    return len(phones.get(f"/control/phones/{phone}/texts").raise_for_status().json())


def _say(text: str, *, phone: str, number: str, phones: httpx.Client, api: httpx.Client) -> None:
    if text.startswith("< "):
        theirs = {"to": number, "body": text.removeprefix("< ")}
        phones.post(f"/control/phones/{phone}/texts", json=theirs).raise_for_status()
        phones.get(SETTLED).raise_for_status()
    else:
        ours = {"recipientPhone": phone, "message": text}
        sent = api.post("/messages", json=ours).raise_for_status().json()
        api.post(f"/threads/{sent['threadId']}/read", json={"messageId": sent["id"]}).raise_for_status()


@contextmanager
def _quickly(phones: httpx.Client) -> Iterator[None]:
    """Let the simulated Twilio carry texts without its usual pauses for as long as the block runs."""
    usual = phones.get("/control/state").raise_for_status().json()["stepDelay"]
    phones.post("/control/pace", json={"stepDelay": 0.05}).raise_for_status()
    try:
        yield
    finally:
        phones.post("/control/pace", json={"stepDelay": usual}).raise_for_status()


def _signed_in(stack: Mapping[str, Any], email: str, password: str) -> dict[str, str]:
    signed_in = boto3.client("cognito-idp").initiate_auth(
        ClientId=stack["outputs"]["UserPoolClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password},
    )
    return {"Authorization": f"Bearer {signed_in['AuthenticationResult']['IdToken']}"}


def _connect(phones: httpx.Client, stack: Mapping[str, Any], number: str) -> None:
    """Buy the number, unless that was done before, and point it to our webhook, as one does at Twilio."""
    account = stack["twilio_account"]
    auth = (account["sid"], account["token"])
    numbers = f"/2010-04-01/Accounts/{account['sid']}/IncomingPhoneNumbers"
    webhook = {"SmsUrl": f"{stack['public_url']}/webhooks/twilio/messages"}
    bought = phones.get(f"{numbers}.json", params={"PhoneNumber": number}, auth=auth).raise_for_status().json()
    if known := bought["incoming_phone_numbers"]:
        phones.post(f"{numbers}/{known[0]['sid']}.json", data=webhook, auth=auth).raise_for_status()
    else:
        phones.post(f"{numbers}.json", data={"PhoneNumber": number, **webhook}, auth=auth).raise_for_status()
