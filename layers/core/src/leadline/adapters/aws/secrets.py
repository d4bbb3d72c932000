"""The deployment's secret: Twilio's tokens and the address that webhooks are signed against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from botocore.config import Config

from leadline.adapters.dynamo import connection

if TYPE_CHECKING:
    from leadline.domain.ports.clock import Clock

# Read once per process, and again when this old, so that a rotated token reaches processes that live on.
FRESH = timedelta(minutes=5)


class Outside(msgspec.Struct, frozen=True, rename="camel"):
    """Each Twilio account's tokens, the present one first, and our own public address."""

    public_url: str
    twilio_accounts: dict[str, list[str]]


@dataclass(slots=True)
class Secrets:
    """AWS Secrets Manager."""

    name: str
    clock: Clock
    _read_at: datetime | None = None
    _outside: Outside | None = None

    def outside(self) -> Outside:
        if self._outside is None or self._read_at is None or self._read_at < self.clock.now() - FRESH:
            # With a session of its own this client would cost a cold start ten times as much.
            client: Any = connection.shared.session.create_client(
                "secretsmanager", config=Config(connect_timeout=2, read_timeout=3, retries={"max_attempts": 2})
            )
            text = client.get_secret_value(SecretId=self.name)["SecretString"]
            self._outside = msgspec.json.decode(text, type=Outside)
            self._read_at = self.clock.now()
        return self._outside
