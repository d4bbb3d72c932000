"""Delivery reports: which message they are about."""

from dataclasses import dataclass, field

import pytest

from leadline.domain.texting.message import Status
from leadline.domain.texting.provider import Report
from leadline.services.texting import delivery_receipts

REPORT = Report(provider_id="SM1", account="AC1", address="+12025550143", status=Status.DELIVERED)


@dataclass(slots=True)
class Ledger:
    """Takes every report."""

    taken: list[tuple[str, str, str]] = field(default_factory=list)

    def record(self, firm_id: str, thread_id: str, message_id: str, report: Report) -> bool:
        self.taken.append((firm_id, thread_id, message_id))
        return True


def test_a_report_finds_its_message_by_the_key_in_its_address():
    ledger = Ledger()

    assert delivery_receipts.record("firm.thread.message", REPORT, delivery_receipts=ledger)
    assert ledger.taken == [("firm", "thread", "message")]


@pytest.mark.parametrize(("key", "report"), [("nonsense", REPORT), ("", REPORT), ("firm.thread.message", None)])
def test_what_is_about_no_message_changes_nothing(key: str, report: Report | None):
    ledger = Ledger()

    assert not delivery_receipts.record(key, report, delivery_receipts=ledger)
    assert ledger.taken == []
