"""What carriers know of numbers, in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from leadline.domain.numbers.number import NumberFacts
from leadline.domain.ports.clock import Clock
from tests.fakes.tables import InMemoryTables

CLAIM = timedelta(seconds=30)


@dataclass(slots=True)
class InMemoryNumbers:
    """Facts by number, and what threads show of them."""

    clock: Clock
    tables: InMemoryTables = field(default_factory=InMemoryTables)

    def facts(self, address: str) -> NumberFacts | None:
        return self.tables.numbers.get(address)

    def ask(self, firm_id: str, thread_id: str) -> None:
        self.tables.ask_for_check(firm_id, thread_id, at=self.clock.now())

    def claim(self, address: str, *, at: datetime) -> bool:
        known, asked_at = self.tables.numbers.get(address), self.tables.claims.get(address)
        if (known and known.is_known(now=at)) or (asked_at and asked_at > at - CLAIM):
            return False
        self.tables.claims[address] = at
        return True

    def learn(self, address: str, facts: NumberFacts) -> None:
        before = self.tables.numbers.get(address, NumberFacts())
        self.tables.numbers[address] = NumberFacts(
            line_type=facts.line_type or before.line_type,
            carrier_name=facts.carrier_name or before.carrier_name,
            refusal=facts.refusal or before.refusal,
            looked_up_at=facts.looked_up_at or self.clock.now(),
            ask_again_at=facts.ask_again_at,
        )
        self.tables.claims.pop(address, None)

    def release(self, address: str) -> None:
        self.tables.claims.pop(address, None)

    def tell(self, firm_id: str, thread_id: str, facts: NumberFacts) -> None:
        head = self.tables.heads.get((firm_id, thread_id))
        if head:
            at, refusal = facts.looked_up_at or self.clock.now(), facts.refusal or head.number_refusal
            self.tables.save_head(
                replace(head, number_checked_at=at, number_ask_again_at=facts.ask_again_at, number_refusal=refusal)
            )
