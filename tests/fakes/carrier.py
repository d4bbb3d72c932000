"""A provider that follows a script."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from leadline.domain.accounts.line import Line
from leadline.domain.texting.message import Media, Message, Status
from leadline.domain.texting.provider import Busy, InboundText, OutboundRecord, Report, Unknown

SECOND = timedelta(seconds=1)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class ScriptedCarrier:
    """A provider that answers as it is told, each time the next thing; then it accepts."""

    account: str = "AC1"
    script: list[Exception | Status | Report | Callable[[], object]] = field(default_factory=list)
    sent: list[Message] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    listed: list[OutboundRecord] = field(default_factory=list)
    list_down: Exception | None = None
    inbound: dict[str, Sequence[InboundText] | Exception] = field(default_factory=dict)
    page: int = 1000
    media: dict[str, tuple[Media, ...] | Exception] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    slow: dict[str, Callable[[], object]] = field(default_factory=dict)
    times: dict[str, datetime] = field(default_factory=dict)
    asked_for_times: list[str] = field(default_factory=list)
    when_asked: list[Callable[[], object]] = field(default_factory=list)

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        self.sent.append(message)
        self.keys.append(callback_key)
        answer = self.script.pop(0) if self.script else Status.SENT
        while callable(answer):
            answer()
            answer = self.script.pop(0) if self.script else Status.SENT
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Report) else self.report(message, answer)

    def report(self, message: Message, status: Status, *, sid: str | None = None) -> Report:
        """What this provider says of a message."""
        return Report(
            provider_id=sid or f"SM{len(self.sent)}", account=self.account, address=message.address, status=status
        )

    def sent_to(self, address: str, *, account: str, since: datetime) -> Sequence[OutboundRecord]:
        self._ask(account)
        if self.list_down or {account, address} & self.silent:
            raise self.list_down or Unknown()
        return [row for row in self.listed if row.report.address == address and row.created_at >= since]

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        self._ask(line.id)
        found = self.inbound.get(line.id, ())
        if isinstance(found, Exception):
            raise found
        listed = [text for text in found if since <= (text.sent_at or NEVER) < (until or NEVER)]
        is_too_much = len(listed) > self.page and (until is None or until - since > SECOND)
        return None if is_too_much else sorted(listed, key=lambda text: text.sent_at or NEVER)

    def media_of(self, text: InboundText) -> tuple[Media, ...]:
        self._ask(text.provider_id)
        found = self.media.get(text.provider_id, ())
        if isinstance(found, Exception):
            raise found
        return found

    def received_at(self, provider_id: str, *, account: str) -> datetime | None:
        self.asked_for_times.append(provider_id)
        if self.when_asked:
            self.when_asked.pop(0)()
        if isinstance(self.list_down, Busy):
            raise self.list_down
        return self.times.get(provider_id)

    def _ask(self, about: str) -> None:
        self.asked.append(about)
        self.slow.get(about, lambda: None)()
