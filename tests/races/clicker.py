"""One process of the crowd: reads its wishes, clicks from many threads, and says what it saw."""

import json
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ReadTimeoutError

from leadline.adapters.dynamo.connection import shared
from leadline.adapters.dynamo.texting.sends import DynamoSends
from leadline.domain.accounts.firm import Firm, User
from leadline.domain.accounts.line import Line
from leadline.domain.errors import Refusal, Undelivered
from leadline.domain.texting.draft import Draft
from leadline.domain.texting.message import Message, Reason, Status
from leadline.domain.texting.provider import Declined, Report, Unknown
from leadline.services.texting import sending
from leadline.settings import settings
from tests.fakes import InMemoryAccounts, InMemoryLeads, ScriptedCarrier
from tests.integration.wire import Call, Wire, listening

PHONE = "+12025550187"
LINE = Line(id="line", firm_id="firm", address="+14155550100", account="AC1", is_default=True)
FIRM = Firm(id="firm", name="Field & Co", two_way=True, thread_key=b"k" * 32, lines=(LINE,))
DANA = User(id="dana", firm_id="firm", name="Dana Reyes", email="dana@example.com", role="member")


@dataclass(frozen=True, slots=True)
class FastClock:
    """A clock that all processes share, `speed` times as fast as the wall's, and a little off in each."""

    start: float
    speed: float
    skew: float

    def now(self) -> datetime:
        passed = (time.time() - self.start) * self.speed + self.skew
        return datetime.fromtimestamp(self.start, UTC) + timedelta(seconds=passed)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds / self.speed)


@dataclass(slots=True)
class Provider(ScriptedCarrier):
    """Answers every text alike."""

    answer: str = "accepts"

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        if self.answer == "says nothing":
            raise Unknown
        if self.answer == "declines":
            raise Declined(Reason("line_refused", "No."))
        return Report(provider_id=message.id, account=self.account, address=message.address, status=Status.SENT)


@dataclass(slots=True)
class Seen:
    """What the threads of this process came across."""

    sent: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)


def click(body: str, *, clock: FastClock, answer: str, seen: Seen) -> None:
    """Send one text, and note what came of it."""
    try:
        sent = sending.send(
            Draft(message=body, recipient_phone=PHONE),
            sender=DANA,
            clicked_at=clock.now(),
            idempotency_key=None,
            accounts=InMemoryAccounts({FIRM.id: FIRM}),
            leads=InMemoryLeads(),
            sends=DynamoSends(clock=clock),
            carrier=Provider(answer=answer),
            clock=clock,
        )
    except Refusal as refusal:
        seen.outcomes[refusal.code] += 1
    except Undelivered as undelivered:
        seen.outcomes["undelivered"] += 1
        seen.sent.append(undelivered.message.id)
    else:
        seen.outcomes["sent" if sent.is_new else "repeated"] += 1
        (seen.sent if sent.is_new else seen.repeated).append(sent.message.id)


def cancelled(code: str) -> tuple[Any, dict[str, Any]]:
    """What DynamoDB answers to a transaction that one item was in the way of."""
    reasons = [{"Code": code}, *[{"Code": "None"}] * 5]
    parsed = {"Error": {"Code": "TransactionCanceledException", "Message": ""}, "CancellationReasons": reasons}
    return SimpleNamespace(status_code=400), parsed | {"ResponseMetadata": {}}


def contend(wire: Wire, seconds: float) -> None:
    """Let an attempt to send hold the user's window for a while; whoever comes meanwhile meets a conflict, as in AWS."""
    window = threading.Lock()

    def is_attempt(call: Call) -> bool:
        return ("ConditionCheckItem", "opt_outs") in call.uses

    def before(call: Call) -> Any:
        if is_attempt(call) and not window.acquire(blocking=False):
            return cancelled("TransactionConflict")
        return None

    def after(call: Call) -> None:
        if is_attempt(call) and call.parsed.get("CancellationReasons", [{}])[0].get("Code") != "TransactionConflict":
            time.sleep(seconds)
            window.release()

    wire.trouble, wire.afterwards = before, after


def disturb(wire: Wire, share: float) -> None:
    """Let a share of the transactions meet a conflict or a throttle, or lose their answer."""

    def before(call: Call) -> Any:
        if call.operation != "TransactWriteItems" or random.random() > share:
            return None
        return cancelled(random.choice(("TransactionConflict", "ThrottlingError")))

    def after(call: Call) -> None:
        if call.operation == "TransactWriteItems" and random.random() < share / 2:
            raise ReadTimeoutError(endpoint_url="https://dynamodb")

    wire.trouble, wire.afterwards = before, after


def main() -> None:
    """Carry out the wishes on the standard input."""
    wishes = json.loads(sys.stdin.readline())
    shared.describe_table(settings().limits_table)  # makes the client, once for all threads
    print("ready", flush=True)
    start = float(sys.stdin.readline())
    clock = FastClock(start, wishes.get("speed", 1.0), wishes["skew"])
    seen, carried = Seen(), listening()
    if wishes.get("contention"):
        contend(next(carried), wishes["contention"])
    else:
        disturb(next(carried), wishes.get("trouble", 0.0))

    def work(thread: int) -> None:
        time.sleep(max(0.0, start - time.time()))
        for number in range(wishes.get("clicks", 10**9)):
            if time.time() > start + wishes.get("seconds", 60.0):
                break
            body = wishes.get("body") or f"{wishes['skew']} {thread} {number}"
            click(body, clock=clock, answer=wishes.get("answer", "accepts"), seen=seen)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(wishes["threads"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    json.dump({"sent": seen.sent, "repeated": seen.repeated, "outcomes": seen.outcomes}, sys.stdout)


if __name__ == "__main__":
    main()
