"""Delivery reports in memory."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from leadline.domain.numbers.blocking import FILTERED
from leadline.domain.ports.clock import Clock
from leadline.domain.texting.message import Message, Status
from leadline.domain.texting.provider import Report
from tests.fakes.tables import InMemoryTables


@dataclass(slots=True)
class InMemoryDeliveryReceipts:
    """The state of outbound messages, as the provider reports it."""

    clock: Clock
    tables: InMemoryTables = field(default_factory=InMemoryTables)

    def record(self, firm_id: str, thread_id: str, message_id: str, report: Report) -> bool:
        known = self.tables.messages.get(message_id)
        if known is None or (known.firm_id, known.thread_id) != (firm_id, thread_id):
            return False
        if not self.is_about(known, report) or not self.tables.advance(message_id, report.status):
            if report.reason and report.reason.code in FILTERED:
                self.tables.block_if_due(known, at=self.clock.now())
            return False
        moved = replace(
            self.tables.messages[message_id], provider_id=report.provider_id, reason=report.reason or known.reason
        )
        self.tables.messages[message_id] = moved
        if moved.status is Status.FAILED:
            self.tell_inbox(moved)
        self.tables.learn(moved, at=self.clock.now(), opts_out=report.opts_out, number_refusal=report.number_refusal)
        if report.reason:
            self.tables.follow_failure(moved, report.reason, at=self.clock.now())
        return True

    def tell_inbox(self, message: Message) -> None:
        """Let the inbox say that a text failed."""
        self.tables.settle_head(message, failed=True)

    def is_about(self, known: Message, report: Report) -> bool:
        """Whether a report is about this message: its address and account, and its id where one is known."""
        same = (known.address, known.account) == (report.address, report.account)
        return same and known.provider_id in (None, report.provider_id)
