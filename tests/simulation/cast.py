"""Who plays: two firms, their people and leads, and what each of their processes is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from leadline.domain.accounts.firm import Firm, User
from leadline.domain.accounts.line import Line
from leadline.domain.ports.accounts import Accounts
from leadline.domain.ports.clock import Clock
from leadline.domain.ports.imports import ImportFiles, Imports
from leadline.domain.ports.leads import LeadBook, LeadIndex, People, Subject
from leadline.domain.ports.numbers import Blocks, Lookup, NumberCheck, Numbers
from leadline.domain.ports.opt_outs import OptOuts
from leadline.domain.ports.queues import Queues
from leadline.domain.ports.texting import Carrier, DeliveryReceipts, InboundTexts, Inbox, Sends
from leadline.services.imports import parts
from leadline.services.leads import following
from leadline.services.texting import inbound, settlement, sweep
from tests.fakes import (
    NOON,
    InMemoryAccounts,
    InMemoryBlocks,
    InMemoryDeliveryReceipts,
    InMemoryImports,
    InMemoryInboundTexts,
    InMemoryInbox,
    InMemoryLeadBook,
    InMemoryLeadIndex,
    InMemoryNumbers,
    InMemoryOptOuts,
    InMemoryPeople,
    InMemorySends,
    InMemoryStream,
    InMemoryTables,
)
from tests.fakes.tables import Click
from tests.simulation.clerk import Records
from tests.simulation.indexes import LaggingTables
from tests.simulation.referee import View
from tests.simulation.stage import Stage
from tests.simulation.trouble import Trouble

# Since then every line's list is read; a history begins at noon.
MISSED_SINCE = NOON - timedelta(hours=3)


def _firm(name: str, account: str, *numbers: str) -> Firm:
    """A firm with a line for each number, the first one its default."""
    lines = [
        Line(
            id=f"line of {name}" + f" {place}" * (place > 0),
            firm_id=name,
            address=number,
            account=account,
            is_default=place == 0,
            swept_until=MISSED_SINCE,
        )
        for place, number in enumerate(numbers)
    ]
    return Firm(id=name, name=name, two_way=True, thread_key=name.encode() * 8, lines=tuple(lines))


FIRMS = [_firm("Field", "AC1", "+14155550100"), _firm("Harbor", "AC2", "+14155550101")]
# In some histories there is one more, with many lines, whose account doesn't answer.
ORCHARD = _firm("Orchard", "AC3", *(f"+14155550{number}" for number in range(200, 208)))
GROWER = User(id="ash", firm_id=ORCHARD.id, name="ash", email="ash@example.com", role="member")
LEADS = ("+12025550143", "+12025550144", "+12025550145")
WORDS = ("STOP", "STOP", "START", "START", "YES", "Thanks!", "Who is this?", "ST\0OP", "Hi\0 there", "\x07\x1bOh")
# Of somebody who signs up and isn't texted.
LANDLINE = "+12025550146"
USERS = [
    User(id=name, firm_id=firm.id, name=name, email=f"{name}@example.com", role="member")
    for firm in FIRMS
    for name in ("dana", "lee")
]


class Tables(View, Records, Protocol):
    """All tables, as the referee and the end of a history look at them."""

    @property
    def clicks(self) -> Mapping[Any, Click]: ...

    @property
    def due_at(self) -> Mapping[str, datetime]: ...

    def remember(self) -> None:
        """Something was written."""
        ...


class Stream(Protocol):
    """The tables' streams."""

    def news(self) -> list[Subject | NumberCheck]:
        """What follows from what was written since the last look."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What a process is made of; a planted bug puts something else in one's place, and so do the real adapters."""

    tables: Callable[[Stage, Trouble], Any] = field(
        default=lambda stage, trouble: LaggingTables(stage=stage, trouble=trouble)
    )
    accounts: Callable[[Clock, InMemoryAccounts], Accounts] = field(default=lambda _clock, accounts: accounts)
    sends: Callable[[Clock, InMemoryTables], Sends] = InMemorySends
    inbound_texts: Callable[[InMemoryTables], InboundTexts] = InMemoryInboundTexts
    delivery_receipts: Callable[[Clock, InMemoryTables], DeliveryReceipts] = InMemoryDeliveryReceipts
    inbox: Callable[[InMemoryTables], Inbox] = InMemoryInbox
    carrier: Callable[[Carrier], Carrier] = field(default=lambda carrier: carrier)
    lookup: Callable[[Lookup], Lookup] = field(default=lambda lookup: lookup)
    book: Callable[[Clock, InMemoryTables], LeadBook] = field(default=lambda _clock, tables: InMemoryLeadBook(tables))
    people: Callable[[Clock, InMemoryTables], People] = field(default=lambda _clock, tables: InMemoryPeople(tables))
    numbers: Callable[[Clock, InMemoryTables], Numbers] = InMemoryNumbers
    opt_outs: Callable[[Clock, InMemoryTables], OptOuts] = InMemoryOptOuts
    blocks: Callable[[Clock, InMemoryTables], Blocks] = InMemoryBlocks
    index: Callable[[Clock, InMemoryLeadIndex], LeadIndex] = field(default=lambda _clock, index: index)
    imports: Callable[[Clock, InMemoryImports], Imports] = field(default=lambda _clock, imports: imports)
    stream: Callable[[Any], Stream] = InMemoryStream
    settle_due: Callable[..., int] = settlement.settle_due
    sweep: Callable[..., int] = sweep.sweep
    receive: Callable[..., inbound.Outcome] = inbound.receive
    follow: Callable[..., None] = following.follow
    take_in: Callable[..., str] = parts.take_in
    # Whether some histories have a firm with many lines, or albums of pictures.
    has_orchard: bool = True


@dataclass(slots=True)
class Process:
    """One Lambda: its clock, its ports."""

    clock: Clock
    sends: Sends
    inbound_texts: InboundTexts
    delivery_receipts: DeliveryReceipts
    inbox: Inbox
    accounts: Accounts
    carrier: Carrier
    lookup: Lookup
    book: LeadBook
    people: People
    numbers: Numbers
    opt_outs: OptOuts
    blocks: Blocks
    index: LeadIndex
    imports: Imports
    files: ImportFiles
    queues: Queues
