"""A phone of the simulated Twilio, as the person who holds it sees it."""

import base64
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

DEADLINE_SECONDS = 15


@dataclass(slots=True)
class Phone:
    """`firm` is the number it texts."""

    twilio: httpx.Client
    number: str
    firm: str
    name: str = ""

    def text(self, body: str, *, pictures: Sequence[str] = (), files: Sequence[tuple[str, bytes]] = ()) -> str:
        """Text the firm, with files, or with some of these content types; returns once the firm's side has taken it."""
        every = [*((content_type, b"hi") for content_type in pictures), *files]
        attached = [{"contentType": kind, "base64": base64.b64encode(content).decode()} for kind, content in every]
        wish = {"to": self.firm, "body": body, "pictures": attached}
        sent = self.twilio.post(f"/control/phones/{self.number}/texts", json=wish)
        sent.raise_for_status()
        self.twilio.get("/control/idle").raise_for_status()
        return str(sent.json()["sid"])

    def hold(self, **settings: str) -> None:
        """Put the phone on the table, with an outcome or a line type of its own."""
        self.twilio.post("/control/phones", json={"number": self.number, **settings}).raise_for_status()

    def fault(self, name: str, **settings: object) -> None:
        """Let something go wrong with texts to this phone."""
        self.twilio.post("/control/faults", json={"name": name, "phone": self.number, **settings}).raise_for_status()

    def clear_faults(self) -> None:
        self.twilio.delete("/control/faults", params={"phone": self.number}).raise_for_status()

    def received(self) -> list[str]:
        """What the firm has texted to it, oldest first."""
        texts = self.twilio.get(f"/control/phones/{self.number}/texts").raise_for_status().json()
        return [text["body"] for text in texts if not text["mine"] and text["arrived"]]

    def wait_for(self, *bodies: str) -> None:
        """Until these, and no others, have arrived."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while (received := self.received()) != list(bodies):
            assert time.monotonic() < deadline, received
            time.sleep(0.1)
