"""Bugs planted on purpose, each one small thing done wrong, to see that the simulation finds them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from leadline.domain.accounts.line import Line
from leadline.domain.errors import OptedOut
from leadline.domain.opt_outs.opt_out import OptOutState, Word
from leadline.domain.ports.accounts import Accounts
from leadline.domain.ports.clock import Clock
from leadline.domain.ports.texting import Carrier, Duplicate, Sends, WordChange
from leadline.domain.texting.message import Message, Reason, Status
from leadline.domain.texting.message_key import message_key
from leadline.domain.texting.provider import Busy, Declined, InboundText, Report, Unknown
from leadline.domain.texting.thread import Thread
from tests.fakes import InMemoryDeliveryReceipts, InMemoryInboundTexts, InMemoryInbox, InMemorySends
from tests.fakes.tables import moved_up
from tests.simulation.cast import Parts
from tests.simulation.database_bugs import DATABASE_BUGS
from tests.simulation.list_bugs import LIST_BUGS, Through


@dataclass
class WrittenAfterTheSend(InMemorySends):
    """The message is recorded when its outcome is known."""

    held_back: dict[str, Message] = field(default_factory=dict)

    def record_attempt(self, message: Message, **given: Any) -> Duplicate | None:
        self.held_back[message.id] = message
        return None

    def settle(self, message: Message, report: Report) -> Message:
        self.tables.messages.setdefault(message.id, self.held_back.get(message.id, message))
        return InMemorySends.settle(self, message, report)


class NoDoubleClickCondition(InMemorySends):
    """The guard is written, but nobody asks it."""

    def _same_click(self, message: Message) -> Duplicate | None:
        return None


class ClosedClickOnly(InMemorySends):
    """While the first click is under way, the second goes through."""

    def _same_click(self, message: Message) -> Duplicate | None:
        found = InMemorySends._same_click(self, message)  # noqa: SLF001 - the rule that this bug gets wrong
        return None if found and found.is_open else found


class GuardNeverClosed(InMemorySends):
    """The outcome is recorded, and the guard stays open."""

    def _close(self, message: Message, *, known_at: datetime, failed: bool = False) -> None:
        pass


class GuardGoneAfterFailure(InMemorySends):
    """A failure takes the guard away, and with it what it knew of the clicks before."""

    def _open_the_way(self, message: Message) -> None:
        InMemorySends._open_the_way(self, message)  # noqa: SLF001 - the rule that this bug gets wrong
        self.tables.clicks = {key: click for key, click in self.tables.clicks.items() if not click.failed}


class KeyForgotten(InMemorySends):
    """An Idempotency-Key is not kept."""

    def _keep_key(self, message: Message, message_id: str, now: datetime) -> None:
        pass


class WindowNotShifted(InMemorySends):
    """Only the newest time is written into the rate window."""

    def _count(self, message: Message, now: datetime) -> None:
        self.tables.rates[message.firm_id, message.user_id] = [now]


class NotDue(InMemorySends):
    """Nobody looks after what a dead process left."""

    def record_attempt(self, message: Message, **given: Any) -> Duplicate | None:
        found = InMemorySends.record_attempt(self, message, **given)
        self.tables.due_at.pop(message.id, None)
        return found


class ClaimsNotSeen(InMemorySends):
    """What other messages have claimed of the provider's list is not looked at."""

    def recent(self, firm_id: str, thread_id: str, *, since: datetime, until: datetime) -> Sequence[Message]:
        return []


class OptOutCheckedOnceOnly(InMemorySends):
    """Before another try nobody asks whether the lead has opted out meanwhile."""

    def opted_out(self, message: Message) -> bool:
        return False

    def _refuse(self, message: Message, now: datetime, *, must_exist: bool) -> Duplicate | None:
        if InMemorySends.opted_out(self, message):
            raise OptedOut
        return InMemorySends._refuse(self, message, now, must_exist=must_exist)  # noqa: SLF001 - likewise


class OptOutNotChecked(InMemorySends):
    """The opt-out is no condition of the record."""

    def _refuse(self, message: Message, now: datetime, *, must_exist: bool) -> Duplicate | None:
        known = self.tables.opt_outs.pop((message.firm_id, message.address), None)
        try:
            return InMemorySends._refuse(self, message, now, must_exist=must_exist)  # noqa: SLF001 - likewise
        finally:
            if known:
                self.tables.opt_outs[message.firm_id, message.address] = known


class AbsentOnceIsFailed(InMemorySends):
    """One look at the provider's list proves that a message isn't there."""

    def check_again(self, message: Message, *, at: datetime, absent_since: datetime | None) -> None:
        InMemorySends.fail(self, message, Reason("not_sent", ""), at=at)


def settle_by_sending(
    *, sends: Sends, accounts: Accounts, carrier: Carrier, clock: Clock, limit: int, until: datetime
) -> int:
    """What is still being sent after a minute is sent once more."""
    unknown = [message for message in sends.due(until=clock.now(), limit=limit) if message.status is Status.SENDING]
    for message in unknown:
        firm = accounts.firm(message.firm_id)
        assert firm
        with suppress(Busy, Unknown, Declined):
            sends.settle(message, carrier.send(message, line=firm.lines[0], callback_key=message_key(message)))
    return len(unknown)


class BackwardStatus(InMemoryDeliveryReceipts):
    """A report is written whatever stands already."""

    def record(self, firm_id: str, thread_id: str, message_id: str, report: Report) -> bool:
        known = self.tables.messages.get(message_id)
        if known:
            self.tables.messages[message_id] = replace(known, status=report.status, provider_id=report.provider_id)
        return known is not None


class EarlyReportIgnored(InMemoryDeliveryReceipts):
    """A report that comes before the send returned is about no message."""

    def is_about(self, known: Message, report: Report) -> bool:
        return known.provider_id == report.provider_id and InMemoryDeliveryReceipts.is_about(self, known, report)


class FailureNotInTheInbox(InMemoryDeliveryReceipts):
    """A text that a carrier failed to deliver goes on reading as sent in the inbox."""

    def tell_inbox(self, message: Message) -> None:
        pass


class RefusalNotInTheInbox(InMemorySends):
    """What became of a send goes on reading as unknown in the inbox."""

    def tell_inbox(self, message: Message, *, failed: bool) -> None:
        pass


class UnreadOfAPage(InMemoryInbox):
    """The unread conversations are those of the first page of one."""

    def unread(self, firm_id: str) -> int:
        return min(1, InMemoryInbox.unread(self, firm_id))


class SeenNotRecorded(InMemoryInboundTexts):
    """A repeated webhook is a new text."""

    def is_known(self, message: Message) -> bool:
        return False


class UnreadNotCounted(InMemoryInboundTexts):
    """A text comes in, and the count stays."""

    def counted(self, message: Message) -> Thread:
        return replace(InMemoryInboundTexts.counted(self, message), unread_count=self.tables.head(message).unread_count)


class SweptToTheTop(InMemoryInboundTexts):
    """A text that was swept in late is taken for the newest."""

    def counted(self, message: Message) -> Thread:
        return moved_up(InMemoryInboundTexts.counted(self, message), message, at=message.created_at)


class StartWinsTies(InMemoryInboundTexts):
    """A START always counts."""

    def may_change(self, change: WordChange, state: OptOutState | None) -> bool:
        return change.word is not Word.STOP or InMemoryInboundTexts.may_change(self, change, state)


class JudgedWordOverwrites(InMemoryInboundTexts):
    """A word that was judged is written whatever came meanwhile."""

    def may_change(self, change: WordChange, state: OptOutState | None) -> bool:
        return change.against is not None or InMemoryInboundTexts.may_change(self, change, state)


class AllReadAlways(InMemoryInbox):
    """A mark of what was seen also takes away what came in since."""

    def mark_read(self, firm_id: str, thread_id: str, message_id: str) -> bool:
        return InMemoryInbox.mark_read(self, firm_id, thread_id, "~")


class SentAgainOnError(Through):
    """A 5xx or a lost answer is followed by another try."""

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        try:
            return self.carrier.send(message, line=line, callback_key=callback_key)
        except Unknown:
            return self.carrier.send(message, line=line, callback_key=callback_key)


class ErrorTakenForFailure(Through):
    """A 5xx or a lost answer is taken for a refusal."""

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        try:
            return self.carrier.send(message, line=line, callback_key=callback_key)
        except Unknown:
            raise Declined(Reason("provider_refused", "")) from None


class SweepFindsNothing(Through):
    """What the provider could not deliver is never asked for."""

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        return []


BUGS: dict[str, Parts] = {
    "written after the send": Parts(sends=WrittenAfterTheSend),
    "no double-click condition": Parts(sends=NoDoubleClickCondition),
    "an open guard lets through": Parts(sends=ClosedClickOnly),
    "guard never closed": Parts(sends=GuardNeverClosed),
    "guard gone after a failure": Parts(sends=GuardGoneAfterFailure),
    "Idempotency-Key forgotten": Parts(sends=KeyForgotten),
    "rate window not shifted": Parts(sends=WindowNotShifted),
    "never checked again": Parts(sends=NotDue),
    "absent once is failed": Parts(sends=AbsentOnceIsFailed),
    "claims not seen": Parts(sends=ClaimsNotSeen),
    "opt-out checked before the first try only": Parts(sends=OptOutCheckedOnceOnly),
    "opt-out not checked": Parts(sends=OptOutNotChecked),
    "what is unknown is sent again": Parts(settle_due=settle_by_sending),
    "status moves backward": Parts(delivery_receipts=BackwardStatus),
    "report before the answer ignored": Parts(delivery_receipts=EarlyReportIgnored),
    "seen webhook not recorded": Parts(inbound_texts=SeenNotRecorded),
    "unread not counted": Parts(inbound_texts=UnreadNotCounted),
    "swept text moves to the top": Parts(inbound_texts=SweptToTheTop),
    "START wins ties": Parts(inbound_texts=StartWinsTies),
    "a judged word overwrites": Parts(inbound_texts=JudgedWordOverwrites),
    "a failure isn't told to the inbox": Parts(delivery_receipts=FailureNotInTheInbox),
    "an outcome isn't told to the inbox": Parts(sends=RefusalNotInTheInbox),
    "unread ones counted by the page": Parts(inbox=UnreadOfAPage),
    "unseen texts are marked as read": Parts(inbox=AllReadAlways),
    "sent again on a 5xx": Parts(carrier=SentAgainOnError),
    "a 5xx is taken for a failure": Parts(carrier=ErrorTakenForFailure),
    "nothing is swept in": Parts(carrier=SweepFindsNothing),
    **DATABASE_BUGS,
    **LIST_BUGS,
}
