"""The deployed Leadline and its Twilio, used from a test as programs, operators and phones use them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

import boto3
import httpx

from local.aws import CREDENTIALS
from local.environments import ROOT
from tests.e2e.running_stack import RunningStack

PASSWORD = "a password of the tests"


class Deployed:
    """One running stack."""

    def __init__(self, stack: RunningStack) -> None:
        self.stack = stack
        self._open = ExitStack()
        self.twilio = self._open.enter_context(httpx.Client(base_url=stack.phones, timeout=60))
        self.account: dict[str, str] = stack.where["twilio_account"]

    def close(self) -> None:
        """Hang up everywhere."""
        self._open.close()

    def api(self, email: str) -> httpx.Client:
        """The API as one of its users calls it."""
        return self.api_with(self.sign_in(email)["IdToken"])

    def api_with(self, token: str) -> httpx.Client:
        """The API as somebody calls it who has signed in already."""
        bearer = {"Authorization": f"Bearer {token}"}
        return self._open.enter_context(httpx.Client(base_url=self.stack.api, timeout=60, headers=bearer))

    def operate(self, *command: str) -> Any:
        """Run the operator's command."""
        paths = os.pathsep.join((str(ROOT / "layers/core/src"), str(ROOT)))
        environ = {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": self.stack.aws, "PYTHONPATH": paths}
        done = subprocess.run(
            [sys.executable, "-m", "infra.operate", *command],
            cwd=ROOT,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def client(self, service: str) -> Any:
        """An AWS client of the emulator's."""
        credentials = {name.lower(): value for name, value in CREDENTIALS.items() if name != "AWS_DEFAULT_REGION"}
        return boto3.client(  # type: ignore[call-overload]  # the name is not known to mypy
            service, endpoint_url=self.stack.aws, region_name=CREDENTIALS["AWS_DEFAULT_REGION"], **credentials
        )

    def sign_in(self, email: str, password: str = PASSWORD) -> dict[str, str]:
        """The tokens of a user."""
        signed_in = self.client("cognito-idp").initiate_auth(
            ClientId=self.stack.outputs["UserPoolClientId"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
        tokens: dict[str, str] = signed_in["AuthenticationResult"]
        return tokens

    def open_firm(self, number: str, *, through_service: bool = False) -> "Firm":
        """A firm of the test's own, with a line and a user; optionally behind a Messaging Service."""
        firm_id: str = self.operate("add_firm", f"Firm of {number}")["id"]
        email = f"{uuid4().hex}@example.com"
        line = ["add_line", firm_id, number, "--account", self.account["sid"], "--default"]
        service = self._buy(number, through_service=through_service)
        self.operate(*line, *(["--service", service] if service else []))
        self.operate("add_user", firm_id, email, "Robin Test", "--password", PASSWORD)
        return Firm(self, firm_id, number, email)

    def _buy(self, number: str, *, through_service: bool) -> str | None:
        auth = (self.account["sid"], self.account["token"])
        webhook = f"{self.stack.where['public_url']}/webhooks/twilio/messages"
        numbers = f"/2010-04-01/Accounts/{self.account['sid']}/IncomingPhoneNumbers.json"
        bought = self.twilio.post(numbers, data={"PhoneNumber": number, "SmsUrl": webhook}, auth=auth)
        bought.raise_for_status()
        if not through_service:
            return None
        form = {"FriendlyName": "Leadline", "InboundRequestUrl": webhook}
        service: str = self.twilio.post("/v1/Services", data=form, auth=auth).json()["sid"]
        pool = f"/v1/Services/{service}/PhoneNumbers"
        self.twilio.post(pool, data={"PhoneNumberSid": bought.json()["sid"]}, auth=auth).raise_for_status()
        return service

    def run_schedule(self) -> None:
        """What the minute rule does, now."""
        name = next(
            function["FunctionName"]
            for function in self.client("lambda").list_functions()["Functions"]
            if "RunSchedule" in function["FunctionName"]
        )
        done = self.client("lambda").invoke(FunctionName=name, Payload=b"{}")
        assert "FunctionError" not in done, done["Payload"].read()


@dataclass(frozen=True)
class Firm:
    """A firm, through the API as one of its users."""

    deployed: Deployed
    id: str
    number: str
    email: str

    @cached_property
    def api(self) -> httpx.Client:
        return self.deployed.api(self.email)

    def send(self, phone: str, body: str, **more: str) -> httpx.Response:
        """Send a text."""
        return self.api.post("/messages", json={"recipientPhone": phone, "message": body, **more})

    def messages(self, thread_id: str) -> list[dict[str, Any]]:
        """The newest messages of a thread, newest first."""
        messages: list[dict[str, Any]] = self.api.get(f"/threads/{thread_id}").json()["messages"]
        return messages


@dataclass(frozen=True, slots=True)
class Phone:
    """A lead's phone."""

    deployed: Deployed
    number: str

    def text(self, body: str, *, to: Firm) -> None:
        """Text a firm, and wait until Twilio has passed it on."""
        twilio = self.deployed.twilio
        twilio.post(f"/control/phones/{self.number}/texts", json={"to": to.number, "body": body}).raise_for_status()
        twilio.get("/control/idle?seconds=30").raise_for_status()

    def fault(self, name: str, **more: object) -> None:
        """Switch a trouble on for this phone alone."""
        fault = {"name": name, "phone": self.number, **more}
        self.deployed.twilio.post("/control/faults", json=fault).raise_for_status()

    def received(self) -> list[str]:
        """The firm's texts that arrived."""
        texts = self.deployed.twilio.get(f"/control/phones/{self.number}/texts").json()
        return [text["body"] for text in texts if text["arrived"] and not text["mine"]]

    def creates(self) -> list[dict[str, Any]]:
        """Every create call that Twilio got for this phone."""
        return list(self.deployed.twilio.get("/control/calls", params={"to": self.number}).json())


def eventually(holds: Callable[[], bool], *, within: float = 15) -> None:
    """Wait until something holds; fail when it doesn't in time."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.2)
