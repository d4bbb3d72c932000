"""A firm at work in this process: the real functions on tables in memory, with a Twilio that takes everything."""

import importlib.util
import io
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from itertools import count
from typing import Any
from uuid import uuid4

import boto3
from moto import mock_aws

from bench import events, meter, vendors
from bench.lambdas import SETTINGS
from tests.routes import folder_of, routes
from tests.template import ROOT, table_definitions

# A usual text: one segment.
WORDS = (
    "Hi Sarah, this is Dana from Harbor & Field. Just following up on our conversation on Friday. When would suit you?"
)
NAMES = {f"{name.removesuffix('Table').replace('OptOuts', 'opt_outs').lower()}": name for name in table_definitions()}


@dataclass(slots=True)
class Office:
    """The functions, and what they cost."""

    firm: str
    meter: meter.Meter
    journal: io.StringIO
    _handlers: dict[str, Any] = field(default_factory=dict)
    _phones: Iterator[int] = field(default_factory=lambda: count(1))

    def call(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        """Let a function answer; fails where it refuses."""
        if function not in self._handlers:
            spec = importlib.util.spec_from_file_location(
                function, ROOT / "functions" / folder_of(function) / "handler.py"
            )
            module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]  # there is one
            spec.loader.exec_module(module)  # type: ignore[union-attr]  # likewise
            self._handlers[function] = module.lambda_handler
        if function in routes():
            event["routeKey"] = routes()[function].key
        answer: dict[str, Any] = self._handlers[function](event, None)
        if answer["statusCode"] >= 400:
            raise SystemExit(f"{function}: {answer}")
        return answer

    def asks(self, **more: Any) -> dict[str, Any]:
        """What someone of the firm asks; each time somebody else, for nobody may send more than ten a minute."""
        event = events.api(**more)
        event["requestContext"]["authorizer"]["jwt"]["claims"] |= {"custom:firm": self.firm, "sub": str(uuid4())}
        return event

    def phone(self) -> str:
        """A number that nobody has texted with."""
        return f"+1202556{next(self._phones):04}"


@contextmanager
def office() -> Iterator[Office]:
    """Open one; what the functions print goes into its journal."""
    twilio = ThreadingHTTPServer(("127.0.0.1", 0), vendors.Vendors)
    threading.Thread(target=twilio.serve_forever, daemon=True).start()
    os.environ |= SETTINGS | {
        "TWILIO_API_BASE": f"http://127.0.0.1:{twilio.server_port}",
        "POWERTOOLS_SERVICE_NAME": "leadline",
        "POWERTOOLS_METRICS_NAMESPACE": "Leadline",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
    }
    with mock_aws(), redirect_stdout(io.StringIO()) as journal:
        client = boto3.client("dynamodb")
        for name, logical in NAMES.items():
            client.create_table(TableName=name, **table_definitions()[logical])
        boto3.client("secretsmanager").create_secret(Name=SETTINGS["SECRETS_NAME"], SecretString=vendors.SECRET_STRING)
        counting = meter.Meter(NAMES)
        meter.listen(counting)
        _forget()
        yield Office(_open_firm(), counting, journal)
    twilio.shutdown()


def _forget() -> None:
    """Be a new process: the firm that had the number before is no more."""
    from leadline import wiring

    for made in vars(wiring).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()


def _open_firm() -> str:
    """Make a firm with a line; its key is always the same, or its conversations would lie in other shards each time."""
    from leadline.adapters.dynamo.accounts.registry import DynamoRegistry
    from leadline.adapters.system_clock import SystemClock
    from leadline.domain.accounts.firm import Firm
    from leadline.domain.accounts.line import Line
    from leadline.domain.identifiers import new_id

    clock = SystemClock()
    now = clock.now()
    registry = DynamoRegistry(clock=clock)
    firm = Firm(id=new_id(now), name="Harbor & Field Law", two_way=True, thread_key=bytes(32))
    registry.add_firm(firm, at=now)
    line = Line(
        id=new_id(now),
        firm_id=firm.id,
        address=vendors.NUMBER,
        account=vendors.ACCOUNT,
        is_default=True,
    )
    registry.save_line(line, at=now)
    return firm.id
