"""What must hold of leads, opt-outs and numbers after every step, whatever went wrong."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from leadline.domain.leads.lead import Lead
from leadline.domain.leads.lead_draft import LeadDraft
from leadline.domain.numbers.number import NumberFacts
from leadline.domain.opt_outs.opt_out import HistoryEntry, OptOutEntry, OptOutState, Source
from leadline.domain.texting.thread import Thread
from leadline.services.leads.leads import Saved
from tests.simulation.referee import Violation

Place = tuple[str, str]
# What may change the opt-outs and their history.
OF_OPT_OUTS = frozenset({"add", "lift", "record", "fail"})


class Records(Protocol):
    """The tables, as the clerk looks at them."""

    @property
    def leads(self) -> Mapping[Place, Lead]: ...

    @property
    def heads(self) -> Mapping[Place, Thread]: ...

    @property
    def opt_outs(self) -> Mapping[Place, OptOutState]: ...

    @property
    def history(self) -> Mapping[Place, Mapping[str, HistoryEntry]]: ...

    @property
    def numbers(self) -> Mapping[str, NumberFacts]: ...


@dataclass(slots=True)
class Clerk:
    """Watches the lead database and the opt-out list, and knows what was answered to whom."""

    view: Records
    removed: set[Place] = field(default_factory=set)
    imported: dict[Place, set[str]] = field(default_factory=dict)
    entered: set[Place] = field(default_factory=set)
    _leads: dict[Place, Lead] = field(default_factory=dict)
    _heads: int = 0
    _made_by: dict[Place, str] = field(default_factory=dict)
    _answered: dict[Place, LeadDraft] = field(default_factory=dict)
    _opt_outs: dict[Place, OptOutState] = field(default_factory=dict)
    _history: dict[Place, dict[str, HistoryEntry]] = field(default_factory=dict)
    _said_stop: set[Place] = field(default_factory=set)
    _entries: set[str] = field(default_factory=set)
    _under_way: set[str] = field(default_factory=set)

    def look(self, method: str, args: tuple[Any, ...]) -> None:
        """Compare the tables with what they were before the last step, which was a call of `method`."""
        if method in ("add", "change", "remove"):
            self._look_at_leads(method)
        if method in OF_OPT_OUTS:
            self._look_at_opt_outs(method, args[0])
        if len(self.view.heads) < self._heads or len(self.view.opt_outs) < len(self._opt_outs):
            raise Violation("a thread or an opt-out is gone")
        self._heads = len(self.view.heads)

    def _look_at_leads(self, method: str) -> None:
        gone, new = self._leads.keys() - self.view.leads.keys(), self.view.leads.keys() - self._leads.keys()
        if gone and method != "remove":
            raise Violation("a lead is gone that nobody has removed")
        if new and method != "add":
            raise Violation("a lead that was removed came back")
        for place in gone:
            self.removed.add(place)
            self._answered = {key: draft for key, draft in self._answered.items() if self._made_by.get(key) != place[1]}
        for place in new:
            lead = self.view.leads[place]
            if lead.source and self._made_by.setdefault((lead.firm_id, lead.source), lead.id) != lead.id:
                raise Violation("one key made two leads")
            if lead.origin:
                self.imported.setdefault(place, set()).add(lead.origin)
        self._leads = dict(self.view.leads)

    def saved(self, draft: LeadDraft, answer: Saved) -> None:
        """A program was told that its signup is kept; its key is the lead's source."""
        lead = answer.lead
        place, key = (lead.firm_id, lead.id), (lead.firm_id, str(draft.source))
        if place not in self.view.leads and place not in self.removed:
            raise Violation("a signup was answered, and isn't there")
        if draft.source and place in self.view.leads and self._answered.setdefault(key, draft) != draft:
            raise Violation("one key stands for two signups")

    def _look_at_opt_outs(self, method: str, about: Any) -> None:
        for place, now in self.view.opt_outs.items():
            before = self._opt_outs.get(place)
            if before and before.opted_out and not now.opted_out:
                self._opened(method, place, before)
            if now.opted_out and now.source.is_the_leads:
                self._said_stop.add(place)
            if now.opted_out and not (before and before.opted_out) and isinstance(about, OptOutEntry):
                self._closed_by(about)
        self._opt_outs = dict(self.view.opt_outs)
        for place, kept in self._history.items():
            if not kept.items() <= self.view.history[place].items():
                raise Violation("what was said about texting somebody is gone from their history")
        self._history = {place: dict(entries) for place, entries in self.view.history.items()}

    def _opened(self, method: str, place: Place, before: OptOutState) -> None:
        if method == "lift" and (before.source is not Source.HAND or place in self._said_stop):
            raise Violation("an admin lifted what the lead said itself, or a file")
        if method not in ("lift", "record"):
            raise Violation("someone who opted out can be texted, and nobody said so")

    def _closed_by(self, entry: OptOutEntry) -> None:
        self.entered.add((entry.firm_id, entry.address))
        if entry.id in self._entries:
            raise Violation("an entry opted somebody out again who had opted in since")
        self._entries.add(entry.id)

    @contextmanager
    def looking_up(self, address: str) -> Iterator[None]:
        """The provider is asked what kind of line a number is."""
        known = self.view.numbers.get(address)
        if known and known.looked_up_at:
            raise Violation("a number was looked up that was known")
        if address in self._under_way:
            raise Violation("a number was looked up twice at once")
        self._under_way.add(address)
        try:
            yield
        finally:
            self._under_way.discard(address)
