"""The outside world in memory: fakes that keep to the ports' promises (tests/contracts holds them to it)."""

from tests.fakes.accounts import InMemoryAccounts, InMemoryLeads
from tests.fakes.carrier import ScriptedCarrier
from tests.fakes.clock import NOON, StoppedClock
from tests.fakes.delivery_receipts import InMemoryDeliveryReceipts
from tests.fakes.imports import InMemoryImportFiles, InMemoryImports, InMemoryQueues
from tests.fakes.inbound_texts import InMemoryInboundTexts
from tests.fakes.inbox import InMemoryInbox
from tests.fakes.leads import InMemoryLeadBook, InMemoryLeadIndex, InMemoryPeople
from tests.fakes.numbers import InMemoryNumbers
from tests.fakes.opt_outs import InMemoryBlocks, InMemoryOptOuts
from tests.fakes.sends import InMemorySends
from tests.fakes.stream import InMemoryStream
from tests.fakes.tables import Click, InMemoryTables, Key

__all__ = [
    "NOON",
    "Click",
    "InMemoryAccounts",
    "InMemoryBlocks",
    "InMemoryDeliveryReceipts",
    "InMemoryImportFiles",
    "InMemoryImports",
    "InMemoryInboundTexts",
    "InMemoryInbox",
    "InMemoryLeadBook",
    "InMemoryLeadIndex",
    "InMemoryLeads",
    "InMemoryNumbers",
    "InMemoryOptOuts",
    "InMemoryPeople",
    "InMemoryQueues",
    "InMemorySends",
    "InMemoryStream",
    "InMemoryTables",
    "Key",
    "ScriptedCarrier",
    "StoppedClock",
]
