"""The histories' tables in DynamoDB, with the real adapters before them, and what the referee sees of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from pynamodb.models import Model

from leadline.adapters.dynamo.accounts.accounts import DynamoAccounts
from leadline.adapters.dynamo.accounts.registry import DynamoRegistry
from leadline.adapters.dynamo.imports.imports import DynamoImports
from leadline.adapters.dynamo.leads.lead_book import DynamoLeadBook
from leadline.adapters.dynamo.leads.lead_index import DynamoLeadIndex
from leadline.adapters.dynamo.leads.leads import lead_of
from leadline.adapters.dynamo.leads.people import DynamoPeople
from leadline.adapters.dynamo.numbers.blocks import DynamoBlocks
from leadline.adapters.dynamo.numbers.numbers import DynamoNumbers
from leadline.adapters.dynamo.opt_outs.opt_out_list import DynamoOptOuts
from leadline.adapters.dynamo.tables.accounts import AccountsRow
from leadline.adapters.dynamo.tables.keys import person_key
from leadline.adapters.dynamo.tables.leads import EntryRow, LeadRow
from leadline.adapters.dynamo.tables.limits import GuardRow
from leadline.adapters.dynamo.tables.numbers import NumberRow
from leadline.adapters.dynamo.tables.opt_outs import OptOutRow
from leadline.adapters.dynamo.tables.threads import HeadRow, MessageRow, ThreadsRow
from leadline.adapters.dynamo.texting.delivery_receipts import DynamoDeliveryReceipts
from leadline.adapters.dynamo.texting.inbound_texts import DynamoInboundTexts
from leadline.adapters.dynamo.texting.inbox import DynamoInbox
from leadline.adapters.dynamo.texting.mapping import message, thread
from leadline.adapters.dynamo.texting.sends import DynamoSends
from leadline.adapters.system_clock import SystemClock
from leadline.domain.leads.lead import Lead
from leadline.domain.numbers.number import NumberFacts
from leadline.domain.opt_outs.opt_out import HistoryEntry, OptOutState, Source
from leadline.domain.texting.message import Message
from leadline.domain.texting.thread import Thread, seal
from tests.fakes.tables import Click
from tests.raw_stream import RawStream
from tests.simulation.cast import FIRMS, LANDLINE, LEADS, Parts
from tests.simulation.stage import Stage, true_time

PEOPLE = {
    person_key(firm.id, seal(address, key=firm.thread_key)): (firm.id, address)
    for firm in FIRMS
    for address in (*LEADS, LANDLINE)
}


@dataclass(slots=True)
class Seen:
    """Everything in the tables at one moment."""

    messages: dict[str, Message] = field(default_factory=dict)
    heads: dict[tuple[str, str], Thread] = field(default_factory=dict)
    opt_outs: dict[tuple[str, str], OptOutState] = field(default_factory=dict)
    due_at: dict[str, datetime] = field(default_factory=dict)
    history: dict[tuple[str, str], dict[str, HistoryEntry]] = field(default_factory=dict)
    leads: dict[tuple[str, str], Lead] = field(default_factory=dict)
    numbers: dict[str, NumberFacts] = field(default_factory=dict)
    unblocked_at: dict[tuple[str, str], datetime] = field(default_factory=dict)


class RealTables:
    """Reads all of it after each write."""

    def __init__(self, stage: Stage) -> None:
        self._seen = Seen()
        empty()
        registry = DynamoRegistry(clock=SystemClock())
        for firm in FIRMS:
            registry.add_firm(firm, at=true_time(stage))
            for line in firm.lines:
                registry.save_line(line, at=true_time(stage))

    def remember(self) -> None:
        """Look anew."""
        seen = Seen()
        for row in ThreadsRow.scan(consistent_read=True):
            if isinstance(row, MessageRow):
                seen.messages[row.sk.partition("#")[2]] = message(row)
                if row.due_at:
                    seen.due_at[row.sk.partition("#")[2]] = row.due_at
            elif isinstance(row, HeadRow):
                firm_id = row.pk.split("#")[1]
                seen.heads[firm_id, row.thread_id or ""] = thread(row, firm_id)
                if row.unblocked_at:
                    seen.unblocked_at[firm_id, row.thread_id or ""] = row.unblocked_at
        for word in OptOutRow.scan(consistent_read=True):
            if word.sk == OptOutRow.STATE:
                seen.opt_outs[PEOPLE[word.pk]] = OptOutState(
                    opted_out=bool(word.opted_out),
                    changed_at=word.changed_at,
                    provider_id=word.provider_id,
                    exact=bool(word.exact),
                    source=Source(word.source),
                )
            else:
                seen.history.setdefault(PEOPLE[word.pk], {})[word.sk] = HistoryEntry(
                    id=word.sk,
                    action=word.action or str(word.opted_out),
                    at=word.changed_at,
                    source=word.source,
                    text=word.text,
                    user_name=word.user_name,
                )
        for lead in LeadRow.scan(LeadRow.sk == LeadRow.SORT, consistent_read=True):
            seen.leads[lead.firm_id, lead.lead_id] = lead_of(lead)
        for number in NumberRow.scan(consistent_read=True):
            seen.numbers[number.pk] = NumberFacts(
                line_type=number.line_type, refusal=number.refusal, looked_up_at=number.looked_up_at
            )
        self._seen = seen

    @property
    def messages(self) -> Mapping[str, Message]:
        return self._seen.messages

    @property
    def heads(self) -> Mapping[tuple[str, str], Thread]:
        return self._seen.heads

    @property
    def opt_outs(self) -> Mapping[tuple[str, str], OptOutState]:
        return self._seen.opt_outs

    @property
    def due_at(self) -> Mapping[str, datetime]:
        return self._seen.due_at

    @property
    def history(self) -> Mapping[tuple[str, str], Mapping[str, HistoryEntry]]:
        return self._seen.history

    @property
    def leads(self) -> Mapping[tuple[str, str], Lead]:
        return self._seen.leads

    @property
    def numbers(self) -> Mapping[str, NumberFacts]:
        return self._seen.numbers

    @property
    def unblocked_at(self) -> Mapping[tuple[str, str], datetime]:
        return self._seen.unblocked_at

    @cached_property
    def clicks(self) -> Mapping[Any, Click]:
        """The guards of double clicks; looked at once, at the end."""
        return {
            (row.pk, row.sk): Click(
                row.message_id, _moment(row.clicked_at), None if row.open else _moment(row.closed_at)
            )
            for row in GuardRow.scan(GuardRow.sk.startswith("click#"), consistent_read=True)
        }


def _moment(milliseconds: float | None) -> datetime:
    return datetime.fromtimestamp((milliseconds or 0) / 1000, UTC)


def empty() -> None:
    """Remove every row of every table."""
    tables: tuple[type[Model], ...] = (ThreadsRow, OptOutRow, AccountsRow, GuardRow, NumberRow, EntryRow)
    for table in tables:
        for row in list(table.scan(consistent_read=True)):
            row.delete()


REAL = Parts(
    has_orchard=False,  # each look at the real tables takes long
    tables=lambda stage, _trouble: RealTables(stage),
    accounts=lambda clock, _accounts: DynamoAccounts(clock=clock),
    sends=lambda clock, _tables: DynamoSends(clock=clock),
    inbound_texts=lambda _tables: DynamoInboundTexts(clock=SystemClock()),
    delivery_receipts=lambda clock, _tables: DynamoDeliveryReceipts(clock=clock),
    inbox=lambda _tables: DynamoInbox(clock=SystemClock()),
    book=lambda clock, _tables: DynamoLeadBook(clock=clock),
    people=lambda clock, _tables: DynamoPeople(clock=clock),
    numbers=lambda clock, _tables: DynamoNumbers(clock=clock),
    opt_outs=lambda clock, _tables: DynamoOptOuts(clock=clock),
    blocks=lambda clock, _tables: DynamoBlocks(clock=clock),
    index=lambda clock, _index: DynamoLeadIndex(clock=clock),
    imports=lambda clock, _imports: DynamoImports(clock=clock),
    stream=lambda _tables: RawStream(),
)
