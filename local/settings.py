"""What the environment of `make run` may say, and the credentials of this machine's own Twilio."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.environments import ROOT
from local.steps import StepFailed


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """Whom the deployed functions are to Twilio, real or simulated."""

    sid: str
    token: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Wishes of the person who starts the stack; everything unsaid is chosen by the stack."""

    data: Path
    fresh: bool
    demanded_ports: Mapping[str, int]
    twilio_api_base: str
    twilio_account: TwilioAccount | None
    public_url: str

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Raises StepFailed for a wish that makes no sense."""
        account = _twilio_account(environ)
        api_base = environ.get("TWILIO_API_BASE", "").rstrip("/")
        if api_base and account is None:
            raise StepFailed("TWILIO_API_BASE needs TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN beside it.")
        return cls(
            data=Path(environ.get("LEADLINE_DATA") or ROOT / ".local/data").resolve(),
            fresh=environ.get("FRESH", "") not in ("", "0"),
            demanded_ports=_demanded_ports(environ),
            twilio_api_base=api_base,
            twilio_account=account,
            public_url=environ.get("PUBLIC_URL", "").rstrip("/"),
        )


def _twilio_account(environ: Mapping[str, str]) -> TwilioAccount | None:
    sid, token = environ.get("TWILIO_ACCOUNT_SID", ""), environ.get("TWILIO_AUTH_TOKEN", "")
    if bool(sid) != bool(token):
        raise StepFailed("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN go together: set both or neither.")
    return TwilioAccount(sid, token) if sid else None


def _demanded_ports(environ: Mapping[str, str]) -> dict[str, int]:
    ports = {}
    for name in ("PORTAL_PORT", "API_PORT", "TWILIO_PORT", "AWS_PORT"):
        if value := environ.get(name, ""):
            if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
                raise StepFailed(f"{name} must be a port number, not {value!r}.")
            ports[name] = int(value)
    return ports


def twilio_account_of_this_machine(data: Path) -> TwilioAccount:
    """The simulated account, made up at the first start and kept with the data."""
    file = data / "twilio_account.json"
    if not file.exists():
        half = file.with_suffix(".half")  # a start may be stopped while it writes
        half.touch(mode=0o600)
        half.write_text(json.dumps({"sid": f"AC{secrets.token_hex(16)}", "token": secrets.token_hex(16)}))
        half.replace(file)
    return TwilioAccount(**json.loads(file.read_text()))
