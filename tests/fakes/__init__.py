"""The outside world in memory: fakes that keep to the ports' promises (tests/contracts holds them to it)."""

from tests.fakes.accounts import InMemoryAccounts, InMemoryLeads
from tests.fakes.carrier import ScriptedCarrier
from tests.fakes.clock import NOON, StoppedClock
from tests.fakes.deliveries import InMemoryDeliveries
from tests.fakes.inbox import InMemoryInbox
from tests.fakes.receipts import InMemoryReceipts
from tests.fakes.sends import InMemorySends
from tests.fakes.tables import Click, InMemoryTables, Key

__all__ = [
    "NOON",
    "Click",
    "InMemoryAccounts",
    "InMemoryDeliveries",
    "InMemoryInbox",
    "InMemoryLeads",
    "InMemoryReceipts",
    "InMemorySends",
    "InMemoryTables",
    "Key",
    "ScriptedCarrier",
    "StoppedClock",
]
