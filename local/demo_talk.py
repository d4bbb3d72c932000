"""The demo's conversations: the firm's side through the API, the leads' side from their simulated phones."""

from collections.abc import Mapping, Sequence
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
) -> None:
    """Hold every conversation, word for word; a text that begins with `<` is the lead's."""
    with (
        httpx.Client(base_url=stack["phones"], timeout=90) as phones,
        httpx.Client(base_url=stack["api"], timeout=30, headers=_signed_in(stack, email, password)) as api,
    ):
        _connect(phones, stack, number)
        for (name, phone), texts in said.items():
            phones.post("/control/phones", json={"number": phone, "name": name}).raise_for_status()
            for text in texts:
                if text.startswith("< "):
                    theirs = {"to": number, "body": text.removeprefix("< ")}
                    phones.post(f"/control/phones/{phone}/texts", json=theirs).raise_for_status()
                    phones.get(SETTLED).raise_for_status()
                else:
                    ours = {"recipientPhone": phone, "message": text}
                    sent = api.post("/messages", json=ours).raise_for_status().json()
                    seen = {"messageId": sent["id"]}
                    api.post(f"/threads/{sent['threadId']}/read", json=seen).raise_for_status()
        phones.get(SETTLED).raise_for_status()


def _signed_in(stack: Mapping[str, Any], email: str, password: str) -> dict[str, str]:
    signed_in = boto3.client("cognito-idp").initiate_auth(
        ClientId=stack["outputs"]["UserPoolClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password},
    )
    return {"Authorization": f"Bearer {signed_in['AuthenticationResult']['IdToken']}"}


def _connect(phones: httpx.Client, stack: Mapping[str, Any], number: str) -> None:
    """Buy the number and point it to our webhook, as one does at Twilio."""
    account = stack["twilio_account"]
    phones.post(
        f"/2010-04-01/Accounts/{account['sid']}/IncomingPhoneNumbers.json",
        data={"PhoneNumber": number, "SmsUrl": f"{stack['public_url']}/webhooks/twilio/messages"},
        auth=(account["sid"], account["token"]),
    ).raise_for_status()
