"""Firms, lines and leads in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from msgspec.structs import replace

from leadline.domain.accounts.firm import Firm
from leadline.domain.accounts.line import Line
from leadline.domain.leads.lead import Lead
from leadline.domain.texting.provider import InboundText

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class InMemoryAccounts:
    """Firms, some of which are still remembered as they were before."""

    firms: dict[str, Firm] = field(default_factory=dict)
    remembered: dict[str, Firm | None] = field(default_factory=dict)
    quarantined: list[InboundText] = field(default_factory=list)
    tried: list[tuple[str, datetime | None]] = field(default_factory=list)
    swept_at: dict[str, datetime] = field(default_factory=dict)

    def firm(self, firm_id: str, *, fresh: bool = False) -> Firm | None:
        if not fresh and firm_id in self.remembered:
            return self.remembered[firm_id]
        return self.firms.get(firm_id)

    def line_of(self, address: str, route: str | None) -> tuple[str, str] | None:
        lines = [line for firm in self.firms.values() for line in firm.lines]
        for claim in filter(None, (address, route)):
            for line in lines:
                if claim in line.names:
                    return line.firm_id, line.id
        return None

    def quarantine(self, text: InboundText, *, at: datetime) -> None:
        self.quarantined = [kept for kept in self.quarantined if kept.provider_id != text.provider_id] + [text]

    def lines_to_sweep(self, *, tried_before: datetime) -> Iterator[Line]:
        lines = [line for firm in self.firms.values() for line in firm.lines if line.active]
        marked = {line_id: (at, place) for place, (line_id, at) in enumerate(self.swept_at.items())}
        last = {line.id: marked.get(line.id, (line.swept_until or LONG_AGO, 0)) for line in lines}
        yield from sorted((line for line in lines if last[line.id][0] < tried_before), key=lambda line: last[line.id])

    def mark_swept(self, line: Line, *, at: datetime, until: datetime | None) -> None:
        self.tried.append((line.id, until))
        firm = self.firms[line.firm_id]
        kept = next((own for own in firm.lines if own.id == line.id), None)
        if kept is None or (until and kept.swept_until and kept.swept_until > until):
            return
        self.swept_at = {other: known for other, known in self.swept_at.items() if other != line.id} | {line.id: at}
        if until:
            lines = tuple(replace(own, swept_until=until) if own is kept else own for own in firm.lines)
            self.firms[line.firm_id] = replace(firm, lines=lines)


@dataclass(slots=True)
class InMemoryLeads:
    """A firm's leads."""

    leads: list[Lead] = field(default_factory=list)

    def lead(self, firm_id: str, lead_id: str) -> Lead | None:
        return next((lead for lead in self.leads if (lead.firm_id, lead.id) == (firm_id, lead_id)), None)
