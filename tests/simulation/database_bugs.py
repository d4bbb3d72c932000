"""Bugs planted on purpose in what keeps leads, opt-outs, blocks, numbers, search and imports."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from leadline.domain.imports.uploaded import PartRead, Stage
from leadline.domain.leads.lead import Lead
from leadline.domain.numbers.number import NumberFacts
from leadline.domain.opt_outs.opt_out import OptOutEntry
from leadline.domain.ports.imports import ImportPart, Imports
from leadline.domain.ports.leads import Subject
from leadline.domain.ports.numbers import Lookup, NumberCheck
from leadline.domain.ports.texting import Duplicate
from leadline.domain.texting.message import Message
from leadline.domain.texting.provider import Busy, Unknown
from leadline.services.imports import parts
from tests.fakes import (
    InMemoryImports,
    InMemoryLeadBook,
    InMemoryNumbers,
    InMemoryOptOuts,
    InMemorySends,
    InMemoryStream,
)
from tests.simulation.cast import Parts
from tests.simulation.indexes import LaggingTables


class KeyOverwrites(InMemoryLeadBook):
    """A signup with a key that is known takes the first one's place."""

    def add(self, lead: Lead) -> bool:
        self.rows.pop((lead.firm_id, lead.id), None)
        return InMemoryLeadBook.add(self, lead)


class ChangedUnseen(InMemoryLeadBook):
    """A lead is written whatever became of it meanwhile."""

    def is_as_it_was(self, lead: Lead) -> bool:
        self.rows.setdefault((lead.firm_id, lead.id), lead)
        return True


class SignupOptsIn(InMemoryLeadBook):
    """Who signs up anew wants to be texted again."""

    def add(self, lead: Lead) -> bool:
        state = self.tables.opt_outs.get((lead.firm_id, str(lead.phone)))
        if state:
            self.tables.opt_out(lead.firm_id, str(lead.phone), replace(state, opted_out=False))
        return InMemoryLeadBook.add(self, lead)


class OriginForgotten(InMemoryLeadBook):
    """A row that is read once more doesn't know what it has made for its own."""

    def lead(self, firm_id: str, lead_id: str) -> Lead | None:
        found = InMemoryLeadBook.lead(self, firm_id, lead_id)
        return found and replace(found, origin=None)


class AnythingIsLifted(InMemoryOptOuts):
    """An admin takes back whatever stands."""

    def may_be_lifted(self, entry: OptOutEntry) -> bool:
        state = self.tables.opt_outs.get((entry.firm_id, entry.address))
        return state is not None and state.opted_out


class StopForgotten(InMemoryOptOuts):
    """That the lead once said STOP doesn't matter to an entry by hand after it."""

    def may_be_lifted(self, entry: OptOutEntry) -> bool:
        self.tables.said_stop.discard((entry.firm_id, entry.address))
        return InMemoryOptOuts.may_be_lifted(self, entry)


class EntryReplacesStop(InMemoryOptOuts):
    """An entry by hand takes the place of what stands, and what is known of it."""

    def add(self, entry: OptOutEntry) -> bool:
        self.tables.opt_outs.pop((entry.firm_id, entry.address), None)
        self.tables.said_stop.discard((entry.firm_id, entry.address))
        return InMemoryOptOuts.add(self, entry)


class RowOptsOutAgain(InMemoryOptOuts):
    """A row of a file that is read once more opts out again who has opted in since."""

    def was_written(self, entry: OptOutEntry) -> bool:
        state = self.tables.opt_outs.get((entry.firm_id, entry.address))
        return bool(state and state.opted_out) and InMemoryOptOuts.was_written(self, entry)


class BlockNotChecked(InMemorySends):
    """A block is no condition of the record."""

    def _refuse(self, message: Message, now: datetime, *, must_exist: bool) -> Duplicate | None:
        head = self.tables.head(message)
        if not head.blocked_at:
            return InMemorySends._refuse(self, message, now, must_exist=must_exist)  # noqa: SLF001 - the rule it gets wrong
        self.tables.save_head(replace(head, blocked_at=None))
        try:
            return InMemorySends._refuse(self, message, now, must_exist=must_exist)  # noqa: SLF001 - likewise
        finally:
            self.tables.save_head(head)


class EarlierNumberForsaken(InMemoryStream):
    """Where a lead's number was changed nobody follows who had it before."""

    def news(self) -> list[Subject | NumberCheck]:
        before = {lead.thread_id for place, lead in self._leads.items() if self.tables.leads.get(place) is not lead}
        now = {lead.thread_id for lead in self.tables.leads.values()}
        return [each for each in InMemoryStream.news(self) if getattr(each, "thread_id", None) not in before - now]


@dataclass(slots=True)
class ReportsCounted(LaggingTables):
    """Each report of a filtered message counts, a repeated one too."""

    reports: dict[tuple[str, str], int] = field(default_factory=dict)

    def block_if_due(self, message: Message, *, at: datetime) -> None:
        place = message.firm_id, message.thread_id
        self.reports[place] = self.reports.get(place, 0) + 1
        if self.reports[place] >= 3:
            self.save_head(replace(self.head(message), blocked_at=at))


@dataclass(slots=True)
class LiftForgotten(LaggingTables):
    """What carriers filtered before an admin lifted a block counts still."""

    def block_if_due(self, message: Message, *, at: datetime) -> None:
        kept, self.unblocked_at = self.unblocked_at, {}
        LaggingTables.block_if_due(self, message, at=at)
        self.unblocked_at = kept


class NoClaims(InMemoryNumbers):
    """Two may look one number up at once."""

    def claim(self, address: str, *, at: datetime) -> bool:
        return True


class ClaimsForEver(InMemoryNumbers):
    """Who has died over a Lookup keeps its claim."""

    def claim(self, address: str, *, at: datetime) -> bool:
        return address not in self.tables.claims and InMemoryNumbers.claim(self, address, at=at)


@dataclass
class FailureTakenForFacts:
    """A Lookup that fails is taken for one that tells nothing."""

    lookup: Lookup

    def facts(self, address: str, *, account: str, at: datetime) -> NumberFacts:
        try:
            return self.lookup.facts(address, account=account, at=at)
        except (Busy, Unknown):
            return NumberFacts(looked_up_at=at)


class ThreadsNotFollowed(InMemoryStream):
    """Nobody follows what happens to threads."""

    def news(self) -> list[Subject | NumberCheck]:
        self._heads = dict(self.tables.heads)
        return InMemoryStream.news(self)


class RecordedTwice(InMemoryImports):
    """A part is counted whoever has recorded it before."""

    def record(self, part: ImportPart, read: PartRead) -> bool:
        place = part.firm_id, part.import_id
        self.rows[place] = replace(self.rows[place], stage=Stage.RUNNING, place=part.place)
        return InMemoryImports.record(self, part, read)


def drop_what_was_recorded(part: ImportPart, *, imports: Imports, **given: Any) -> str:
    """A message about a part that was recorded is done with, whether or not the next one was queued."""
    running = imports.one(part.firm_id, part.import_id)
    if running and running.plan and running.place != part.place:
        return "part_repeated"
    return parts.take_in(part, imports=imports, **given)


DATABASE_BUGS: dict[str, Parts] = {
    "a key overwrites a signup": Parts(book=lambda _clock, tables: KeyOverwrites(tables)),
    "a lead is changed unseen": Parts(book=lambda _clock, tables: ChangedUnseen(tables)),
    "a signup opts in": Parts(book=lambda _clock, tables: SignupOptsIn(tables)),
    "a row doesn't know its own lead": Parts(book=lambda _clock, tables: OriginForgotten(tables)),
    "anything is lifted": Parts(opt_outs=AnythingIsLifted),
    "a STOP before an entry is forgotten": Parts(opt_outs=StopForgotten),
    "an entry by hand replaces a STOP": Parts(opt_outs=EntryReplacesStop),
    "a row opts out again": Parts(opt_outs=RowOptsOutAgain),
    "block not checked": Parts(sends=BlockNotChecked),
    "reports of filtering are counted": Parts(
        tables=lambda stage, trouble: ReportsCounted(stage=stage, trouble=trouble)
    ),
    "a lifted block is forgotten": Parts(tables=lambda stage, trouble: LiftForgotten(stage=stage, trouble=trouble)),
    "no claims before a Lookup": Parts(numbers=NoClaims),
    "claims are kept for ever": Parts(numbers=ClaimsForEver),
    "a failed Lookup is taken for facts": Parts(lookup=FailureTakenForFacts),
    "an earlier number is forsaken": Parts(stream=EarlierNumberForsaken),
    "threads are not followed": Parts(stream=ThreadsNotFollowed),
    "a part is recorded twice": Parts(imports=lambda _clock, imports: RecordedTwice(imports.rows)),
    "a recorded part is dropped": Parts(take_in=drop_what_was_recorded),
}
