"""Bugs planted on purpose in how the provider's lists are read, and whose text a text is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from leadline.domain.accounts.firm import Firm
from leadline.domain.accounts.line import Line
from leadline.domain.ports.accounts import Accounts
from leadline.domain.ports.clock import Clock
from leadline.domain.ports.texting import Carrier, Sends, WordChange
from leadline.domain.texting.message import Media, Message
from leadline.domain.texting.provider import Busy, InboundText, OutboundRecord, Report, Unknown
from leadline.services.texting import inbound, settlement, sweep
from tests.fakes import InMemoryAccounts, InMemoryInboundTexts, InMemorySends
from tests.simulation.cast import Parts

DAY = timedelta(days=1)
NUL, STAND_IN = "\0", "\ue000"


@dataclass
class Through:
    """A carrier that passes everything on."""

    carrier: Carrier

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        return self.carrier.send(message, line=line, callback_key=callback_key)

    def sent_to(self, address: str, *, account: str, since: datetime) -> Sequence[OutboundRecord]:
        return self.carrier.sent_to(address, account=account, since=since)

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        return self.carrier.received_by(line, since=since, until=until)

    def media_of(self, text: InboundText) -> tuple[Media, ...]:
        return self.carrier.media_of(text)

    def received_at(self, provider_id: str, *, account: str) -> datetime | None:
        return self.carrier.received_at(provider_id, account=account)


class BusyTakenForEmpty(Through):
    """A list that can't be read has nothing in it, and the line counts as swept."""

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        try:
            return self.carrier.received_by(line, since=since, until=until)
        except (Busy, Unknown):
            return []


class NewestPageOnly(Through):
    """The newest texts of a list are taken for all of it."""

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        found, later = self.carrier.received_by(line, since=since, until=until), sweep.SECOND
        while found is None:
            since, later = since + later, later * 2
            found = self.carrier.received_by(line, since=since, until=until)
        return found


class PicturesAtOnce(Through):
    """What came with each text of a list is asked, whether it is new or not."""

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        found = self.carrier.received_by(line, since=since, until=until)
        return found and [
            replace(text, media=self.carrier.media_of(text), has_unlisted_media=False)
            if text.has_unlisted_media
            else text
            for text in found
        ]


class PicturesForgotten(Through):
    """Nobody asks what came with a text."""

    def media_of(self, text: InboundText) -> tuple[Media, ...]:
        return ()


class NewestSendOnly(Through):
    """Of what was sent to somebody only the newest is looked at."""

    def sent_to(self, address: str, *, account: str, since: datetime) -> Sequence[OutboundRecord]:
        return self.carrier.sent_to(address, account=account, since=since)[:1]


class ListedForTheLine(Through):
    """What a line's list has is the line's, whichever account it is of."""

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        found = self.carrier.received_by(line, since=since, until=until)
        return found and [replace(text, account=line.account) for text in found]


def any_account_speaks(text: InboundText, *, accounts: Accounts, **given: Any) -> inbound.Outcome:
    """A number that is a line's is enough, whichever account signed for it."""
    owner = accounts.line_of(text.recipient, None)
    firm = accounts.firm(owner[0]) if owner else None
    account = firm.lines[0].account if firm else text.account
    return inbound.receive(replace(text, account=account), accounts=accounts, **given)


def nul_passed_on(text: InboundText, **given: Any) -> inbound.Outcome:
    """A NUL goes as far as the tables; in disguise, since the service takes it away."""
    return inbound.receive(replace(text, body=text.body.replace(NUL, STAND_IN)), **given)


class NulKept(InMemoryInboundTexts):
    """The other half of that."""

    def record(self, message: Message, change: WordChange | None) -> Any:
        return InMemoryInboundTexts.record(self, replace(message, body=message.body.replace(STAND_IN, NUL)), change)


@dataclass
class Kept:
    """Accounts that pass everything on."""

    clock: Clock
    accounts: InMemoryAccounts

    def firm(self, firm_id: str, *, fresh: bool = False) -> Firm | None:
        return self.accounts.firm(firm_id, fresh=fresh)

    def line_of(self, address: str, route: str | None) -> tuple[str, str] | None:
        return self.accounts.line_of(address, route)

    def quarantine(self, text: InboundText, *, at: datetime) -> None:
        self.accounts.quarantine(text, at=at)

    def lines_to_sweep(self, *, tried_before: datetime) -> Iterator[Line]:
        return self.accounts.lines_to_sweep(tried_before=tried_before)

    def mark_swept(self, line: Line, *, at: datetime, until: datetime | None) -> None:
        self.accounts.mark_swept(line, at=at, until=until)


class MarkedToTheEnd(Kept):
    """Where something was read, all is marked as swept up to the end of the run."""

    def mark_swept(self, line: Line, *, at: datetime, until: datetime | None) -> None:
        self.accounts.mark_swept(line, at=at, until=at if until else None)


class MarkedWithoutReading(Kept):
    """A try that failed is marked like one that read the list."""

    def mark_swept(self, line: Line, *, at: datetime, until: datetime | None) -> None:
        self.accounts.mark_swept(line, at=at, until=until or at - sweep.LATE)


class MarkedBackward(Kept):
    """A slower run takes back what a faster one has noted."""

    def mark_swept(self, line: Line, *, at: datetime, until: datetime | None) -> None:
        firm = self.accounts.firms[line.firm_id]
        lines = tuple(replace(own, swept_until=None) if own.id == line.id and until else own for own in firm.lines)
        self.accounts.firms[line.firm_id] = replace(firm, lines=lines)
        self.accounts.mark_swept(line, at=at, until=until)


class AlwaysTheSameFirst(Kept):
    """Lines come in one order, whichever was tried last."""

    def lines_to_sweep(self, *, tried_before: datetime) -> Iterator[Line]:
        return iter([line for firm in self.accounts.firms.values() for line in firm.lines])


def one_line_after_another(*, accounts: Accounts, clock: Clock, until: datetime, **given: Any) -> int:
    """No line has a turn before the one that was before it is done."""
    silent: set[str] = set()
    for line in accounts.lines_to_sweep(tried_before=clock.now()):
        if line.account in silent:
            continue
        try:
            one = sweep._LineSweep(line, accounts=accounts, clock=clock, **given)  # noqa: SLF001 - without turns
            for _ in one.steps():
                if clock.now() >= until:
                    return 0
        except (Busy, Unknown):
            silent.add(line.account)
    return 0


def sweep_without_end(*, until: datetime, **given: Any) -> int:
    """A run's end is looked at by nobody."""
    return sweep.sweep(until=until + DAY, **given)


def each_line_is_asked(*, accounts: Accounts, clock: Clock, until: datetime, **given: Any) -> int:
    """That an account doesn't answer is forgotten from line to line."""
    for line in accounts.lines_to_sweep(tried_before=clock.now()):
        if clock.now() >= until:
            break
        run = sweep._Run(accounts, clock, until)  # noqa: SLF001 - one for each line
        run.take_turn(line, sweep._LineSweep(line, accounts=accounts, clock=clock, **given).steps())  # noqa: SLF001
    return 0


def each_send_is_asked_about(*, sends: Sends, clock: Clock, limit: int, until: datetime, **given: Any) -> int:
    """Likewise from send to send."""
    settled = 0
    for message in sends.due(until=clock.now(), limit=limit):
        if clock.now() < until:
            settled += settlement._settle(message, set(), sends=sends, clock=clock, **given)  # noqa: SLF001 - likewise
    return settled


class StuckStayFirst(InMemorySends):
    """A send about which the provider can't be asked stays the first to ask about."""

    def check_again(self, message: Message, *, at: datetime, absent_since: datetime | None) -> None:
        if absent_since:
            InMemorySends.check_again(self, message, at=at, absent_since=absent_since)


class SeenForgotten(InMemoryInboundTexts):
    """Every text of a list is unseen."""

    def unseen(self, firm_id: str, provider_ids: Any) -> set[str]:
        return set(provider_ids)


LIST_BUGS: dict[str, Parts] = {
    "swept though the provider was busy": Parts(carrier=BusyTakenForEmpty),
    "a failed try is marked like a good one": Parts(accounts=MarkedWithoutReading),
    "swept until the end of the run": Parts(accounts=MarkedToTheEnd),
    "a line's mark moves backward": Parts(accounts=MarkedBackward),
    "first page taken for all": Parts(carrier=NewestPageOnly),
    "settled from the first page": Parts(carrier=NewestSendOnly),
    "pictures asked for at once": Parts(carrier=PicturesAtOnce),
    "pictures asked for of what is here": Parts(inbound_texts=SeenForgotten),
    "pictures never asked for": Parts(carrier=PicturesForgotten),
    "lines don't take turns": Parts(accounts=AlwaysTheSameFirst, sweep=one_line_after_another),
    "a sweep doesn't end": Parts(sweep=sweep_without_end),
    "a silent account is asked for each line": Parts(sweep=each_line_is_asked),
    "a silent account is asked about each send": Parts(settle_due=each_send_is_asked_about),
    "stuck sends stay first": Parts(sends=StuckStayFirst),
    "another account's number speaks for the line": Parts(receive=any_account_speaks),
    "another account's number speaks in a list": Parts(carrier=ListedForTheLine),
    "NUL kept": Parts(receive=nul_passed_on, inbound_texts=NulKept),
}
