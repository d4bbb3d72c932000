"""What must hold of how the provider's lists are read: nothing skipped, nobody kept waiting, no more asked than needed."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from leadline.domain.texting.message import Direction, Status
from tests.fakes import InMemoryAccounts
from tests.simulation.provider import Provider
from tests.simulation.referee import Referee, Violation
from tests.simulation.stage import Actor, Stage, true_time

# A run begins nothing after its working time, but for what it had looked at the clock for, or waited for the tables, before.
WORK, SLACK = 35.0, 8.0
# Once for what is unknown of its sends, once for its lines.
ASKED_IN_VAIN = 2
LONGEST_WAIT = timedelta(minutes=6)


@dataclass(slots=True)
class Watch:
    """Looks over the minute rule's shoulder."""

    stage: Stage
    provider: Provider
    referee: Referee
    accounts: InMemoryAccounts
    _marks: dict[str, datetime] = field(default_factory=dict)
    _in_vain: Counter[tuple[float, str]] = field(default_factory=Counter)

    def marked(self) -> None:
        """A line was marked as swept up to a time."""
        for line in (line for firm in self.accounts.firms.values() for line in firm.lines):
            before, mark = self._marks.get(line.id), line.swept_until
            if mark is None or mark == before:
                continue
            if before and mark < before:
                raise Violation("a line's mark moves backward")
            self._marks[line.id] = mark
            for text in self.provider.inbound:
                is_its = (text.recipient, text.account) == (line.address, line.account)
                if is_its and text.sent_at and text.sent_at < mark and text.provider_id not in self.referee.arrived:
                    raise Violation(f"a line is marked as swept past {text.provider_id}, which isn't here")

    def listing(self, account: str) -> None:
        """Somebody asks for a list."""
        actor = self._run()
        if actor is None:
            return
        if self.provider.is_silent(account):
            self._in_vain[actor.enters_at, account] += 1
            if self._in_vain[actor.enters_at, account] > ASKED_IN_VAIN:
                raise Violation("an account that doesn't answer is asked again and again")

    def asking_for_media(self, provider_id: str) -> None:
        """Somebody asks what came with a text."""
        actor = self._run()
        arrived = self.referee.arrived.get(provider_id)
        if actor and arrived is not None and arrived < actor.enters_at:
            raise Violation("the pictures of a text are asked for that was here before")

    def check_turns(self) -> None:
        """Whoever has to do with an account that answers doesn't wait for one that doesn't, nor for another's pictures."""
        now = true_time(self.stage)
        for line in (line for firm in self.accounts.firms.values() for line in firm.lines):
            if now - self.accounts.swept_at.get(line.id, now - 2 * LONGEST_WAIT) > LONGEST_WAIT:
                raise Violation(f"{line.id} isn't swept for minutes")
        for text in self.provider.inbound:
            waits = self.provider.is_silent(text.account) or text.recipient in self.provider.albums
            if not waits and text.provider_id not in self.referee.arrived | self.provider.foreign.keys():
                raise Violation(f"{text.provider_id} waits for others")
        for message in self.referee.view.messages.values():
            is_unknown = message.direction is Direction.OUTBOUND and message.status is Status.SENDING
            if is_unknown and not self.provider.is_silent(message.account or ""):
                raise Violation("a send whose account answers waits for others")

    def _run(self) -> Actor | None:
        """The run of the minute rule that moves, if any; fails where its time is over."""
        actor = self.stage.actor
        if actor is None or actor.name != "minute":
            return None
        if self.stage.time > actor.enters_at + WORK + SLACK:
            raise Violation("a run begins something after its end")
        return actor
