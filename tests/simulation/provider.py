"""A provider that takes texts, loses answers, reports late or never, and remembers what really happened."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from leadline.domain.accounts.line import Line
from leadline.domain.numbers.number import REFUSED_LINE_TYPES, NumberFacts
from leadline.domain.opt_outs.opt_out import Word, read_word
from leadline.domain.texting.message import Media, Message, Reason, Status
from leadline.domain.texting.provider import Busy, Declined, InboundText, OutboundRecord, Report, Unknown
from tests.simulation.stage import Crash, Stage, true_time
from tests.simulation.trouble import Mishap, Trouble

OPTED_OUT = Reason("opted_out", "opted out at the provider", "21610")
LINE_REFUSED = Reason("line_refused", "the line is refused", "21606")
UNDELIVERED = Reason("unreachable", "the phone is off", "30003")
FILTERED = Reason("carrier_filtered", "a carrier filters it", "30007")
# The client gives up after 10 seconds; what was under way then may still be taken.
GIVE_UP = 10.0
LATEST_ACCEPTANCE = 40.0
SECOND = timedelta(seconds=1)
# How long a new text may be missing from the provider's list.
LIST_LAG = 60.0


@dataclass(slots=True)
class Row:
    """One outbound text that the provider took."""

    message: Message
    key: str
    report: Report
    line: Line
    created_at: datetime
    listed_from: float
    told_final: bool = False


@dataclass(slots=True)
class Provider:
    """Everything the provider knows; `callback` and `webhook` are the ways to us."""

    stage: Stage
    trouble: Trouble
    blocks: bool
    callback: Callable[[Row, Report], None] = field(default=lambda _row, _report: None)
    on_create: Callable[[Message], None] = field(default=lambda _message: None)
    rows: list[Row] = field(default_factory=list)
    inbound: list[InboundText] = field(default_factory=list)
    listed_from: dict[str, float] = field(default_factory=dict)
    blocked: set[tuple[str, str]] = field(default_factory=set)
    doubted: set[str] = field(default_factory=set)
    busy_until: float = 0.0
    refusing_from: float = float("inf")
    refusing_until: float = 0.0
    filtered: set[str] = field(default_factory=set)
    landlines: frozenset[str] = frozenset()
    looking_up: Callable[[str], AbstractContextManager[None]] = field(default=lambda _address: nullcontext())
    lookups_down_until: float = 0.0
    # How many texts a list gives at once, how long it takes to ask what came with one, and who doesn't answer until when.
    page: int = 1000
    media_seconds: float = 0.2
    silent_until: dict[str, float] = field(default_factory=dict)
    media: dict[str, tuple[Media, ...]] = field(default_factory=dict)
    # Lines on which a lead has sent more pictures than a run can ask for.
    albums: set[str] = field(default_factory=set)
    foreign: dict[str, InboundText] = field(default_factory=dict)
    on_list: Callable[[str], None] = field(default=lambda _account: None)
    on_media: Callable[[str], None] = field(default=lambda _provider_id: None)

    def take_in(
        self, line: Line, sender: str, body: str, *, account: str = "", ago: timedelta = timedelta(), pictures: int = 0
    ) -> InboundText:
        """Receive a text of a lead; one of another `account` names a number that isn't that one's."""
        word = Word.NONE if account else read_word(body)
        if self.blocks and word is not Word.NONE:
            (self.blocked.add if word is Word.STOP else self.blocked.discard)((line.address, sender))
        text = InboundText(
            provider_id=f"IN{len(self.inbound) + 1}",
            account=account or line.account,
            sender=sender,
            recipient=line.address,
            route=None,
            body=body,
            has_unlisted_media=pictures > 0,
            sent_at=self._second() - ago,
        )
        self.media[text.provider_id] = tuple(Media(f"{text.provider_id}/{n}", "image/png") for n in range(pictures))
        self.inbound.append(text)
        if text.account != line.account:
            self.foreign[text.provider_id] = text
        self.listed_from[text.provider_id] = self.stage.time + self.stage.dice.uniform(0, LIST_LAG) * (not ago)
        self.stage.note("the provider takes in", text.provider_id, sender, body)
        return text

    def is_silent(self, account: str) -> bool:
        """Whether an account doesn't answer now."""
        return self.stage.time < self.silent_until.get(account, 0.0)

    def accept(self, message: Message, line: Line, key: str) -> Row:
        """Take a text, and report on it later."""
        report = Report(
            provider_id=f"SM{len(self.rows) + 1}",
            account=line.account,
            address=message.address,
            status=Status.SENT,
        )
        lag = self.stage.dice.choice((0.0, 1.0, LIST_LAG))
        row = Row(message, key, report, line, self._second(), self.stage.time + self.stage.dice.uniform(0, lag))
        self.rows.append(row)
        self.stage.note("the provider takes", message, report.provider_id)
        self._plan(row)
        return row

    def _plan(self, row: Row) -> None:
        dice = self.stage.dice
        sent = dice.uniform(0.0, 3.0)
        self.stage.at(sent, lambda: self.callback(row, row.report))
        if dice.random() < 0.9:
            fails = 0.9 if row.message.address in self.filtered else 0.2
            final = Status.FAILED if dice.random() < fails else Status.DELIVERED
            self.stage.at(sent + dice.uniform(0.0, 10.0), lambda: self._finish(row, final))

    def _finish(self, row: Row, status: Status) -> None:
        failed = status is Status.FAILED
        blocked = failed and self.blocks and self.stage.dice.random() < 0.2
        if blocked:
            self.doubted.add(row.message.address)
        why = OPTED_OUT if blocked else FILTERED if row.message.address in self.filtered else UNDELIVERED
        row.report = replace(
            row.report,
            status=status,
            reason=why if failed else None,
            opts_out=blocked,
        )
        self.stage.note("the provider reports", row.report.provider_id, status.value)
        self.callback(row, row.report)

    def _second(self) -> datetime:
        """Twilio tells times in whole seconds."""
        return true_time(self.stage).replace(microsecond=0)


@dataclass(slots=True)
class Connection:
    """The way of one process to the provider: a Carrier, and a Lookup."""

    provider: Provider

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        provider, stage = self.provider, self.provider.stage
        mishap = provider.trouble.of_provider()
        stage.pause(_travel(stage))
        if mishap is Mishap.CRASH_BEFORE:
            raise Crash(mishap.value)
        provider.on_create(message)
        self._wait_in_vain(line.account)
        self._refuse(message, line, mishap)
        if mishap is Mishap.LATE:
            late = GIVE_UP + stage.dice.uniform(0, LATEST_ACCEPTANCE - GIVE_UP)
            stage.at(late, lambda: provider.accept(message, line, callback_key))
            stage.pause(GIVE_UP)
            raise Unknown
        row = provider.accept(message, line, callback_key)
        if mishap is Mishap.CRASH_AFTER:
            raise Crash(mishap.value)
        if mishap in (Mishap.ERROR_ACCEPTED, Mishap.LOST_AFTER):
            stage.note(f"{mishap.value}", message)
            stage.pause(_travel(stage) if mishap is Mishap.ERROR_ACCEPTED else GIVE_UP)
            raise Unknown
        stage.pause(stage.dice.uniform(1, GIVE_UP) if mishap is Mishap.SLOW else _travel(stage))
        return replace(row.report, status=Status.SENT, reason=None, opts_out=False)

    def _refuse(self, message: Message, line: Line, mishap: Mishap | None) -> None:
        stage = self.provider.stage
        if stage.time < self.provider.busy_until or mishap in (Mishap.TOO_MANY, Mishap.UNREACHABLE):
            stage.note("the provider is too busy for", message)
            stage.pause(_travel(stage))
            raise Busy
        if mishap in (Mishap.ERROR, Mishap.LOST_BEFORE):
            stage.note(mishap.value, message)
            stage.pause(_travel(stage) if mishap is Mishap.ERROR else GIVE_UP)
            raise Unknown
        blocked = (line.address, message.address) in self.provider.blocked
        if (
            blocked
            or mishap is Mishap.REFUSED
            or self.provider.refusing_from <= stage.time < self.provider.refusing_until
        ):
            stage.note("the provider refuses", message)
            if blocked:
                self.provider.doubted.add(message.address)
            stage.pause(_travel(stage))
            raise Declined(OPTED_OUT if blocked else LINE_REFUSED, opts_out=blocked)

    def sent_to(self, address: str, *, account: str, since: datetime) -> Sequence[OutboundRecord]:
        self.provider.on_list(account)
        self._ask(account)
        stage = self.provider.stage
        found = [
            OutboundRecord(
                report=row.report,
                body=row.message.body,
                sender=row.line.address,
                route=row.line.route,
                created_at=row.created_at,
            )
            for row in reversed(self.provider.rows)
            if (row.message.address, row.line.account) == (address, account)
            and row.listed_from <= stage.time
            and row.created_at >= since
        ]
        stage.note("looks at the provider's list", *(row.report.provider_id for row in found))
        stage.pause(_travel(stage))
        return found

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        self.provider.on_list(line.account)
        self._ask(line.account)
        stage = self.provider.stage
        found = [
            text
            for text in self.provider.inbound
            if text.recipient == line.address
            and self.provider.listed_from[text.provider_id] <= stage.time
            and text.sent_at
            and since <= text.sent_at
            and (until is None or text.sent_at < until)
        ]
        stage.pause(_travel(stage))
        if len(found) > self.provider.page and (until is None or until - since > SECOND):
            return None
        return sorted(found, key=lambda text: text.sent_at or since)

    def media_of(self, text: InboundText) -> tuple[Media, ...]:
        self.provider.on_media(text.provider_id)
        self._ask(text.account)
        self.provider.stage.pause(self.provider.media_seconds)
        return self.provider.media[text.provider_id]

    def received_at(self, provider_id: str, *, account: str) -> datetime | None:
        text = next((text for text in self.provider.inbound if text.provider_id == provider_id), None)
        try:
            self._ask(account)
        except (Busy, Unknown):
            if text:
                self.provider.doubted.add(text.sender)
            raise
        self.provider.stage.pause(_travel(self.provider.stage))
        return text.sent_at if text else None

    def facts(self, address: str, *, account: str, at: datetime) -> NumberFacts:
        stage = self.provider.stage
        with self.provider.looking_up(address):
            stage.note("asks what kind of line it is", address)
            self._ask(account)
            if stage.time < self.provider.lookups_down_until:
                raise Busy
        if address in self.provider.landlines:
            return NumberFacts(line_type="landline", refusal=REFUSED_LINE_TYPES["landline"], looked_up_at=at)
        return NumberFacts(line_type="mobile", looked_up_at=at)

    def _wait_in_vain(self, account: str) -> None:
        stage = self.provider.stage
        if self.provider.is_silent(account):
            stage.note("the provider doesn't answer for", account)
            stage.counts["account that doesn't answer"] += 1
            stage.pause(GIVE_UP)
            raise Unknown

    def _ask(self, account: str) -> None:
        stage = self.provider.stage
        self._wait_in_vain(account)
        mishap = self.provider.trouble.of_provider()
        stage.pause(_travel(stage))
        if mishap in (Mishap.CRASH_BEFORE, Mishap.CRASH_AFTER):
            raise Crash(mishap.value)
        if mishap in (Mishap.TOO_MANY, Mishap.UNREACHABLE):
            raise Busy
        if mishap is Mishap.SLOW:
            stage.pause(stage.dice.uniform(1, GIVE_UP))
        elif mishap:
            raise Unknown


def _travel(stage: Stage) -> float:
    return stage.dice.choice((0.001, 0.05, 0.2, 0.8)) * stage.dice.random()
