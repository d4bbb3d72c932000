"""One Lambda at a time: its event in, its answer out, the rows in the template's own tables, a Twilio beside it."""

import base64
import importlib.util
import json
import logging
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from time import time
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from uuid import uuid4

import boto3
import httpx
import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.config import Config
from moto import mock_aws
from moto.backends import get_backend
from twilio.request_validator import RequestValidator

from local.twilio.account import Account
from local.twilio.server import Simulator
from tests import answers, contract, permissions, rollback
from tests.integration.wire import UNSEEN, Wire, listening
from tests.routes import camel, folder_of, pascal, routes
from tests.shared import SHARED
from tests.surroundings import ENVIRONMENT, QUEUES, TABLES
from tests.template import ROOT, table_definitions

if not SHARED.is_dir():
    collect_ignore = ["test_webhook_signatures.py"]

STREAMED = ("leads", "threads")
ACCOUNT = Account(sid="AC" + "0123456789abcdef" * 2, token="the token in use")
OLDER_TOKEN = "the token before"
PUBLIC_URL = "https://api.example.com/prod"
LINE = "+14155550100"
LEAD = "+12025550187"
WORDS = "Hello there"

os.environ |= ENVIRONMENT
answers.make_cheap()
rollback.make_cheap()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What was used by all tests is judged after all tests."""
    items.sort(key=lambda item: item.path.name == "test_permissions.py")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a function answered."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def code(self) -> str:
        code: str = self.json["code"]
        return code


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is signed in."""

    firm: str
    sub: str = field(default_factory=lambda: str(uuid4()))
    name: str = "Dana Reyes"
    is_admin: bool = False

    def claims(self) -> dict[str, str]:
        groups = {"cognito:groups": "[admin]"} if self.is_admin else {}
        return groups | {
            "token_use": "id",
            "sub": self.sub,
            "custom:firm": self.firm,
            "name": self.name,
            "email": "dana@example.com",
        }


class MultiDict(dict[str, list[str]]):
    """A form as the SDK's validator reads it."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def emulated(table: str) -> Any:
    """A table inside the emulator."""
    return get_backend("dynamodb")["123456789012"]["us-east-1"].tables[table]


def write(table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Put rows where the emulator keeps them: to write thousands by requests takes it long."""
    for row in rows:
        emulated(table).put_item(row)


class Streams:
    """What happened to the tables whose streams are read, as Lambda gives it to their reader."""

    def __init__(self) -> None:
        self._read: Counter[str] = Counter()

    def records(self) -> list[dict[str, Any]]:
        """What is new, less what the template's filters keep back."""
        found = [record for table in STREAMED for record in self._new(table)]
        return [record for record in found if record["dynamodb"]["Keys"]["sk"]["S"] in ("lead", "thread")]

    def _new(self, table: str) -> list[dict[str, Any]]:
        # The emulator keeps them, but can't be asked for them: its streams' own API isn't served.
        shard = emulated(table).stream_shard
        assert shard
        records: list[dict[str, Any]] = json.loads(
            json.dumps([item.to_json() for item in shard.items[self._read[table] :]], default=repr)
        )
        self._read[table] += len(records)
        return records


class Functions:
    """The deployed functions, called as API Gateway calls them."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.streams = Streams()
        self._held: list[tuple[str, str]] = []
        self._forget: Callable[[], None] = lambda: None
        self._handlers: dict[str, Any] = {}

    def call(
        self,
        function: str,
        *,
        person: Person | None = None,
        body: Any = None,
        path: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        claims: dict[str, str] | None = None,
        raw: str | None = None,
        key: str | None = None,
    ) -> Answer:
        """Call a function as a browser would, or as a program with an API key."""
        event = self.event(path=path, query=query, headers={"content-type": "application/json"} | (headers or {}))
        event["body"] = raw if raw is not None else json.dumps(body) if body is not None else None
        event["requestContext"]["authorizer"] = (
            {"lambda": self.authorize(f"Bearer {key}")["context"]}
            if key
            else {"jwt": {"claims": claims or (person.claims() if person else {})}}
        )
        return self.answer(function, event)

    def authorize(self, header: str) -> dict[str, Any]:
        """Ask the authorizer about an Authorization header, as the gateway does."""
        start = len(self.wire.calls)
        event = {
            "version": "2.0",
            "type": "REQUEST",
            "identitySource": [header],
            "requestContext": {"requestId": str(uuid4())},
        }
        answer: dict[str, Any] = self.handler("authorize_key")(event, None)
        self.check_permissions("authorize_key", start)
        return answer

    def webhook(
        self,
        function: str,
        route: str,
        form: dict[str, str] | list[tuple[str, str]],
        *,
        token: str = ACCOUNT.token,
        signature: str | None = None,
        path: dict[str, str] | None = None,
        encoded: bool = False,
        query: str = "",
        raw: str | None = None,
    ) -> Answer:
        """Call a function as Twilio would."""
        pairs = list(form.items()) if isinstance(form, dict) else form
        values = {name: [value for key, value in pairs if key == name] for name, _ in pairs}
        url = PUBLIC_URL + route + (f"?{query}" if query else "")
        if signature is None:
            signature = RequestValidator(token).compute_signature(url, MultiDict(values))
        event = self.event(
            path=path, headers={"content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature}
        )
        event["rawPath"], event["requestContext"]["stage"] = f"/prod{route}", "prod"
        event["rawQueryString"] = query
        event["body"] = urlencode(pairs) if raw is None else raw
        if encoded:
            event["body"], event["isBase64Encoded"] = base64.b64encode(event["body"].encode()).decode(), True
        return self.answer(function, event)

    @staticmethod
    def event(
        *, path: dict[str, str] | None = None, query: dict[str, str] | None = None, headers: dict[str, str]
    ) -> dict[str, Any]:
        """An event in payload format 2.0, as far as anything reads it."""
        event: dict[str, Any] = {
            "version": "2.0",
            "rawPath": "/",
            "rawQueryString": "",
            "headers": headers,
            "requestContext": {"requestId": str(uuid4()), "stage": "$default", "timeEpoch": int(time() * 1000)},
            "isBase64Encoded": False,
        }
        if path:
            event["pathParameters"] = path
        if query:
            event["queryStringParameters"] = query
        return event

    def answer(self, function: str, event: dict[str, Any]) -> Answer:
        """Hand an event to a function's handler; fail where it breaks the contract or oversteps its permissions."""
        start = len(self.wire.calls)
        if function in routes():
            event["routeKey"] = routes()[function].key
        raw = self.handler(function)(event, None)
        answer = Answer(raw["statusCode"], raw.get("headers", {}), _text(raw))
        self.check_permissions(function, start)
        contract.check(camel(function), answer.status, answer.headers, answer.text)
        return answer

    def restart(self) -> None:
        """Let the next call be the first of a process: nothing is remembered but the secret, which takes long to read."""
        from leadline import wiring

        for name, made in vars(wiring).items():
            if hasattr(made, "cache_clear") and name != "_secrets":
                made.cache_clear()

    def rotate(self, **tokens: list[str]) -> None:
        """Give the deployment these accounts with these tokens."""
        from leadline import wiring

        secret = json.dumps({"publicUrl": PUBLIC_URL, "twilioAccounts": tokens})
        aws("secretsmanager").put_secret_value(SecretId="leadline/secrets", SecretString=secret)
        self._forget = wiring._secrets.cache_clear  # noqa: SLF001 - a new process would have read it anew
        self._forget()

    def close(self) -> None:
        """Leave nothing behind that another test would stumble over."""
        self._forget()

    def follow_changes(self) -> None:
        """Let everything happen that follows from what changed: streams are read, and queues worked off."""
        while self._dispatch() or any(self._work_off(*queue) for queue in QUEUES.items()):
            pass

    def read_files(self) -> None:
        """Let uploaded files be read to their end, but nothing follow from what that changes."""
        while self.read_a_part():
            pass

    def read_a_part(self) -> bool:
        """Let a part of each file be read; False where there is nothing to read."""
        return self._work_off("import_rows", QUEUES["import_rows"])

    def _dispatch(self) -> bool:
        records = self.streams.records()
        if records:
            self.invoke("dispatch_events", {"Records": records})
        return bool(records)

    def _work_off(self, function: str, url: str) -> bool:
        """Give a queue's messages to its function; those that failed come back later, or never in a test."""
        got = (
            aws("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"]).get("Messages", [])
        )
        records = [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message["Attributes"],
                "eventSourceARN": f"arn:aws:sqs:us-east-1:123456789012:{url.rpartition('/')[2]}",
            }
            for message in got
        ]
        if not records:
            return False
        answer = self.invoke(function, {"Records": records})
        failed = {item["itemIdentifier"] for item in answer["batchItemFailures"]}
        for record in records:
            if record["messageId"] in failed:
                self._held.append((url, record["receiptHandle"]))
            else:
                aws("sqs").delete_message(QueueUrl=url, ReceiptHandle=record["receiptHandle"])
        return True

    def hurry(self) -> None:
        """Let the waits of what failed be over."""
        for url, receipt in self._held:
            aws("sqs").change_message_visibility(QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=0)
        self._held.clear()

    def invoke(self, function: str, event: dict[str, Any]) -> Any:
        """Hand an event that isn't a request to a function; fail where it oversteps its permissions."""
        start = len(self.wire.calls)
        answer = self.handler(function)(event, None)
        self.check_permissions(function, start)
        return answer

    def run_schedule(self) -> dict[str, int]:
        """Let a minute's run happen; what it did, as counts."""
        counts: dict[str, int] = self.invoke("run_schedule", {"id": str(uuid4())})
        return counts

    def check_permissions(self, function: str, start: int) -> None:
        """Fail where a call used more than the template allows its function: an action, a row, an attribute."""
        logical = {name: id_ for id_, name in TABLES.items()}
        logical_id = pascal(folder_of(function))
        rights = permissions.rights(logical_id)
        for touch in {touch for call in self.wire.calls[start:] for touch in call.touched}:
            table, *index = touch.place.split("/")
            use = touch.action, "/".join([logical[table], *index])
            permissions.used[logical_id].add(use)
            covered = any(right.covers(*use, touch.key, touch.attributes) for right in rights)
            assert covered, f"{function} isn't allowed to: {use} on {touch.key}, {sorted(touch.attributes)}"

    def handler(self, function: str) -> Any:
        """A function's entry point, as Lambda loads it."""
        folder = folder_of(function)
        if folder not in self._handlers:
            spec = importlib.util.spec_from_file_location(folder, ROOT / "functions" / folder / "handler.py")
            assert spec
            assert spec.loader
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            self._handlers[folder] = module.lambda_handler
        return self._handlers[folder]


def _text(raw: dict[str, Any]) -> str:
    """The body of an answer; of bytes each is a character."""
    body: str = raw.get("body", "")
    return base64.b64decode(body).decode("latin-1") if raw.get("isBase64Encoded") else body


@dataclass(frozen=True, slots=True)
class Twilio:
    """The simulated Twilio's control API."""

    http: httpx.Client

    def fault(self, name: str, **more: object) -> None:
        """Switch a trouble on."""
        self.http.post("/control/faults", json={"name": name, **more}).raise_for_status()

    def buy(self, number: str) -> None:
        """Let the account own a number."""
        numbers = f"/2010-04-01/Accounts/{ACCOUNT.sid}/IncomingPhoneNumbers.json"
        self.http.post(numbers, data={"PhoneNumber": number}).raise_for_status()

    def calm(self) -> None:
        """Switch every trouble off."""
        self.http.delete("/control/faults").raise_for_status()

    def calls(self) -> list[dict[str, Any]]:
        """Every create call that came in."""
        return list(self.http.get("/control/calls").json())

    def taken(self) -> list[str]:
        """The bodies of the messages that it took, oldest first."""
        return [call["form"]["Body"][0] for call in self.calls() if call["sid"]]

    def text(self, body: str, *, phone: str = LEAD, to: str = LINE, **more: object) -> dict[str, Any]:
        """Text from a phone to the firm; nobody is told, so only the list has it."""
        answer = self.http.post(f"/control/phones/{phone}/texts", json={"to": to, "body": body, **more})
        return dict(answer.raise_for_status().json())

    def settle(self) -> None:
        """Wait until nothing is left to happen."""
        self.http.get("/control/idle").raise_for_status()

    def callbacks(self) -> list[tuple[str, dict[str, str]]]:
        """Every status callback that it tried to make: the address's path and the form."""
        self.settle()
        posts = self.http.get("/control/posts").json()
        return [(urlsplit(post["url"]).path, post["form"]) for post in posts if "MessageStatus" in post["form"]]

    def serve_from_a_messaging_service(self) -> str:
        """Put the firm's number into a Messaging Service; its id."""
        service = self.http.post("/v1/Services", data={"FriendlyName": "Firm"}).raise_for_status().json()["sid"]
        numbers = f"/2010-04-01/Accounts/{ACCOUNT.sid}/IncomingPhoneNumbers.json"
        number = self.http.get(numbers).raise_for_status().json()["incoming_phone_numbers"][0]["sid"]
        self.http.post(f"/v1/Services/{service}/PhoneNumbers", data={"PhoneNumberSid": number}).raise_for_status()
        return str(service)


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows, as they lie there."""

    client: Any

    @staticmethod
    def items(table: str) -> list[dict[str, Any]]:
        """Every row as DynamoDB gives it, taken from where the emulator keeps it: to ask takes it long."""
        return [deepcopy(item.to_json()["Attributes"]) for item in emulated(table).all_items()]

    def rows(self, table: str, kind: str | None = None) -> list[dict[str, Any]]:
        """Every row of a table, or those of one kind, by key."""
        items = self.items(table)
        plain = [{name: _deserializer.deserialize(value) for name, value in item.items()} for item in items]
        found = [row for row in plain if kind is None or row.get("kind") == kind]
        return sorted(found, key=lambda row: (row["pk"], row.get("sk", "")))

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """All rows of all tables."""
        return {table: self.rows(table) for table in TABLES.values()}

    def entries(self) -> list[dict[str, Any]]:
        """What searches read."""
        return [row for row in self.rows("leads") if row["pk"].split("#")[2] in ("pick", "find", "talk")]

    def messages(self) -> list[dict[str, Any]]:
        """Every message, oldest first."""
        return sorted(self.rows("threads", "message"), key=lambda row: row["sk"])

    def change(self, table: str, row: dict[str, Any], **changes: Any) -> None:
        """Change fields of a row, as the passing of time would have it."""
        item = {name: _serializer.serialize(value) for name, value in (row | changes).items()}
        self.client.put_item(TableName=table, Item=item)

    def make_due(self, *, absent_since: datetime | None = None) -> None:
        """Let the next check of every unknown send be due now."""
        for row in self.messages():
            if "due_at" in row:
                more = {"absent_since": _moment(absent_since)} if absent_since and "absent_since" in row else {}
                self.change("threads", row, due_at=_moment(datetime.now(UTC) - timedelta(seconds=1)), **more)


def thread_of(tables: Tables, firm: str, address: str) -> str:
    """The id of a firm's conversation with an address, which only the firm's own key makes."""
    from leadline.domain.texting.thread import seal

    (row,) = [row for row in tables.rows("accounts", "firm") if row["pk"] == f"firm#{firm}"]
    return seal(address, key=row["thread_key"].value)


def person_key(tables: Tables, firm: str, address: str) -> str:
    """The key of somebody's opt-outs."""
    return f"firm#{firm}#person#{thread_of(tables, firm, address)[:16]}"


_deserializer, _serializer = TypeDeserializer(), TypeSerializer()


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%f%z")


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """A Twilio at the base address that the functions are set to."""
    running = Simulator(ACCOUNT, data=tmp_path_factory.mktemp("twilio") / "twilio.sqlite")
    thread = threading.Thread(target=running.run)
    thread.start()
    os.environ["TWILIO_API_BASE"] = running.url
    yield running
    running.stop()
    thread.join(10)


@pytest.fixture
def twilio(simulator: Simulator) -> Iterator[Twilio]:
    """An empty Twilio that owns the firm's number."""
    with httpx.Client(base_url=simulator.url, timeout=30, auth=(ACCOUNT.sid, ACCOUNT.token), verify=False) as http:  # noqa: S501 - no TLS here at all
        http.post("/control/reset", json={}).raise_for_status()
        http.post("/control/pace", json={"stepDelay": 0.01}).raise_for_status()
        twilio = Twilio(http)
        twilio.buy(LINE)
        http.post("/control/phones", json={"number": LEAD}).raise_for_status()
        yield twilio


@cache
def aws(service: str) -> Any:
    """An SDK client; they are slow to make."""
    return boto3.client(service, config=Config(user_agent_extra=UNSEEN))  # type: ignore[call-overload]  # by a name that isn't a literal


@pytest.fixture
def wire() -> Iterator[Wire]:
    """The requests to DynamoDB."""
    yield from listening()


@pytest.fixture
def functions(twilio: Twilio, wire: Wire) -> Iterator[Functions]:
    """All functions on empty tables."""
    with mock_aws():
        for name, definition in table_definitions().items():
            aws("dynamodb").create_table(TableName=TABLES[name], **definition)
        secret = {"publicUrl": PUBLIC_URL, "twilioAccounts": {ACCOUNT.sid: [ACCOUNT.token, OLDER_TOKEN]}}
        for url in QUEUES.values():
            aws("sqs").create_queue(QueueName=url.rpartition("/")[2])
        aws("s3").create_bucket(Bucket=ENVIRONMENT["IMPORTS_BUCKET"])
        aws("secretsmanager").create_secret(Name="leadline/secrets", SecretString=json.dumps(secret))
        fresh = Functions(wire)
        fresh.restart()
        yield fresh
        fresh.close()


@pytest.fixture
def tables(functions: Functions) -> Tables:
    """The rows in the tables."""
    return Tables(aws("dynamodb"))


class _Stdout:
    """Whatever is the standard output now."""

    def write(self, text: str) -> None:
        sys.stdout.write(text)

    def flush(self) -> None:
        sys.stdout.flush()


@pytest.fixture(autouse=True)
def silent_journal(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test does: no log line has a phone number, somebody's words or a token in it."""
    caplog.set_level("INFO")
    for handler in logging.getLogger("leadline").handlers:
        handler.stream = _Stdout()  # type: ignore[attr-defined]  # the one it began with was another test's
    yield
    vendors = ("leadline", "twilio", "botocore", "pynamodb", "urllib3", "requests")
    lines = [record.getMessage() for record in caplog.records if record.name.startswith(vendors)]
    printed = capsys.readouterr()
    for line in [*lines, *printed.out.splitlines(), *printed.err.splitlines()]:
        for secret in (LEAD, quote(LEAD), LINE, quote(LINE), WORDS, ACCOUNT.token, OLDER_TOKEN):
            assert secret not in line, line


@pytest.fixture
def firm(functions: Functions) -> str:
    """A firm with two-way on and one line; its id."""
    return open_firm("Field & Co", LINE)


def open_firm(name: str, number: str, *, route: str | None = None, two_way: bool = True) -> str:
    """Make a firm with a line, as the operator's command does."""
    from leadline.adapters.dynamo.accounts.accounts import DynamoAccounts
    from leadline.adapters.dynamo.accounts.registry import DynamoRegistry
    from leadline.adapters.system_clock import SystemClock
    from leadline.services.accounts import firms

    registry = DynamoRegistry(clock=SystemClock())
    firm = firms.open_firm(name=name, two_way=two_way, registry=registry, clock=SystemClock())
    firms.add_line(
        firm_id=firm.id,
        address=number,
        account=ACCOUNT.sid,
        route=route,
        is_default=True,
        accounts=DynamoAccounts(clock=SystemClock()),
        registry=registry,
        clock=SystemClock(),
    )
    return firm.id


@pytest.fixture
def dana(firm: str) -> Person:
    """A member of the firm."""
    return Person(firm)
