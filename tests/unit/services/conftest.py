"""A firm with a line, a user, a lead, and everything around them in memory."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from leadline.domain.accounts.firm import Firm, User
from leadline.domain.accounts.line import Line
from leadline.domain.leads.lead import Lead
from leadline.domain.texting.draft import Draft
from leadline.domain.texting.thread import seal
from leadline.services.texting import sending
from leadline.services.texting.sending import Sent
from tests.fakes import (
    NOON,
    InMemoryAccounts,
    InMemoryInboundTexts,
    InMemoryLeads,
    InMemorySends,
    InMemoryTables,
    ScriptedCarrier,
    StoppedClock,
)

PHONE = "+12025550143"
LINE = Line(id="line", firm_id="firm", address="+14155550100", account="AC1", is_default=True)
FIRM = Firm(id="firm", name="Field & Co", two_way=True, thread_key=b"k" * 32, lines=(LINE,))
DANA = User(id="dana", firm_id="firm", name="Dana Reyes", email="dana@example.com", role="member")
SAM = Lead(id="sam", firm_id="firm", name="Sam Field", phone=PHONE, email=None, created_at=NOON, updated_at=NOON)
THREAD = seal(PHONE, key=FIRM.thread_key)


@dataclass(slots=True)
class Office:
    """A firm at work."""

    clock: StoppedClock = field(default_factory=StoppedClock)
    tables: InMemoryTables = field(default_factory=InMemoryTables)
    accounts: InMemoryAccounts = field(default_factory=lambda: InMemoryAccounts({FIRM.id: FIRM}))
    leads: InMemoryLeads = field(default_factory=lambda: InMemoryLeads([SAM]))
    carrier: ScriptedCarrier = field(default_factory=ScriptedCarrier)
    inbound_texts: InMemoryInboundTexts = field(init=False)
    sends: InMemorySends = field(init=False)

    def __post_init__(self) -> None:
        self.inbound_texts = InMemoryInboundTexts(self.tables)
        self.sends = InMemorySends(self.clock, self.tables)

    def send(
        self,
        message: str = "Hello",
        *,
        sender: User = DANA,
        idempotency_key: str | None = None,
        clicked_at: datetime | None = None,
        **fields: Any,
    ) -> Sent:
        """Send a text to Sam, or to whom the fields say."""
        return sending.send(
            Draft(message=message, **(fields or {"recipient_phone": PHONE})),
            sender=sender,
            clicked_at=clicked_at or self.clock.now(),
            idempotency_key=idempotency_key,
            accounts=self.accounts,
            leads=self.leads,
            sends=self.sends,
            carrier=self.carrier,
            clock=self.clock,
        )

    def change_firm(self, **changes: Any) -> None:
        """Change the firm's settings."""
        self.accounts.firms[FIRM.id] = replace(self.accounts.firms[FIRM.id], **changes)

    def change_line(self, **changes: Any) -> None:
        """Change the firm's line."""
        self.change_firm(lines=(replace(LINE, **changes),))


@pytest.fixture
def office() -> Office:
    """A firm at work."""
    return Office()
