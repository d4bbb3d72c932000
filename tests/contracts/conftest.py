"""Two sides of the same ports: the fakes in memory, and the adapters on tables made from the template."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import pytest
from moto import mock_aws

from leadline.domain.accounts.firm import Firm
from leadline.domain.accounts.line import Line
from leadline.domain.ports.accounts import Accounts
from leadline.domain.ports.imports import Imports
from leadline.domain.ports.leads import LeadBook, LeadIndex, People, Subject
from leadline.domain.ports.numbers import Blocks, NumberCheck, Numbers
from leadline.domain.ports.opt_outs import OptOuts
from leadline.domain.ports.texting import DeliveryReceipts, InboundTexts, Inbox, Sends
from tests.fakes import (
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
    StoppedClock,
)
from tests.integration.conftest import aws
from tests.surroundings import TABLES
from tests.template import table_definitions

FIRMS = [
    Firm(
        id=name,
        name=name,
        two_way=True,
        thread_key=name.encode() * 8,
        lines=tuple(
            Line(
                id=f"{name}{place}",
                firm_id=name,
                address=f"+1415555{digit}10{place}",
                account="AC1",
                is_default=place == 0,
            )
            for place in range(2)
        ),
    )
    for digit, name in enumerate(("Field", "Harbor"))
]


class Stream(Protocol):
    """The tables' streams."""

    def news(self) -> list[Subject | NumberCheck]: ...


@dataclass(slots=True)
class Side:
    """One implementation of every port, with a clock that stands still."""

    clock: StoppedClock
    accounts: Accounts
    sends: Sends
    delivery_receipts: DeliveryReceipts
    inbound_texts: InboundTexts
    inbox: Inbox
    book: LeadBook
    people: People
    numbers: Numbers
    opt_outs: OptOuts
    blocks: Blocks
    index: LeadIndex
    imports: Imports
    stream: Stream


def in_memory() -> Side:
    """The fakes."""
    clock, tables = StoppedClock(), InMemoryTables()
    return Side(
        clock=clock,
        accounts=InMemoryAccounts({firm.id: firm for firm in FIRMS}),
        sends=InMemorySends(clock, tables),
        delivery_receipts=InMemoryDeliveryReceipts(clock, tables),
        inbound_texts=InMemoryInboundTexts(tables),
        inbox=InMemoryInbox(tables),
        book=InMemoryLeadBook(tables),
        people=InMemoryPeople(tables),
        numbers=InMemoryNumbers(clock, tables),
        opt_outs=InMemoryOptOuts(clock, tables),
        blocks=InMemoryBlocks(clock, tables),
        index=InMemoryLeadIndex(),
        imports=InMemoryImports(),
        stream=InMemoryStream(tables),
    )


def in_dynamo() -> Side:
    """The adapters, on tables that have the firms in them."""
    from leadline.adapters.dynamo.accounts.accounts import DynamoAccounts
    from leadline.adapters.dynamo.accounts.registry import DynamoRegistry
    from leadline.adapters.dynamo.imports.imports import DynamoImports
    from leadline.adapters.dynamo.leads.lead_book import DynamoLeadBook
    from leadline.adapters.dynamo.leads.lead_index import DynamoLeadIndex
    from leadline.adapters.dynamo.leads.people import DynamoPeople
    from leadline.adapters.dynamo.numbers.blocks import DynamoBlocks
    from leadline.adapters.dynamo.numbers.numbers import DynamoNumbers
    from leadline.adapters.dynamo.opt_outs.opt_out_list import DynamoOptOuts
    from leadline.adapters.dynamo.texting.delivery_receipts import DynamoDeliveryReceipts
    from leadline.adapters.dynamo.texting.inbound_texts import DynamoInboundTexts
    from leadline.adapters.dynamo.texting.inbox import DynamoInbox
    from leadline.adapters.dynamo.texting.sends import DynamoSends
    from tests.raw_stream import RawStream

    clock = StoppedClock()
    registry = DynamoRegistry(clock=clock)
    for firm in FIRMS:
        registry.add_firm(firm, at=clock.now())
        for line in firm.lines:
            registry.save_line(line, at=clock.now())
    return Side(
        clock=clock,
        accounts=DynamoAccounts(clock=clock),
        sends=DynamoSends(clock=clock),
        delivery_receipts=DynamoDeliveryReceipts(clock=clock),
        inbound_texts=DynamoInboundTexts(clock=clock),
        inbox=DynamoInbox(clock=clock),
        book=DynamoLeadBook(clock=clock),
        people=DynamoPeople(clock=clock),
        numbers=DynamoNumbers(clock=clock),
        opt_outs=DynamoOptOuts(clock=clock),
        blocks=DynamoBlocks(clock=clock),
        index=DynamoLeadIndex(clock=clock),
        imports=DynamoImports(clock=clock),
        stream=RawStream(),
    )


@contextmanager
def empty_tables() -> Iterator[None]:
    """The template's tables."""
    with mock_aws():
        for name, definition in table_definitions().items():
            aws("dynamodb").create_table(TableName=TABLES[name], **definition)
        yield


@pytest.fixture(params=[in_memory, in_dynamo])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    """Each of the two in turn."""
    with empty_tables():
        yield request.param()
