"""Bringing in what Twilio could not deliver to us: its list of inbound texts against ours."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from leadline.domain.errors import Overloaded
from leadline.domain.texting.provider import Busy, Declined, Unknown
from leadline.services.texting.inbound import Outcome, receive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadline.domain.accounts.line import Line
    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.texting import Carrier, InboundTexts
    from leadline.domain.texting.provider import InboundText

SECOND = timedelta(seconds=1)
# A text may appear in the list so late: of what was sent since then nothing is known to be whole.
LATE = timedelta(minutes=10)
# What was sent before isn't read: which texts were seen is forgotten after 60 days (adapters/dynamo/texting/inbound_texts.py).
FARTHEST = timedelta(days=45)
# After that the next line has its turn; this one goes on when all others had theirs.
TURN = timedelta(seconds=5)
# A window of time that holds too much is cut to an eighth, and the next one may be four times as long again.
NARROWER, WIDER = 8, 4
# A text whose pictures can't be had is kept without them only after that.
WAIT_FOR_PICTURES = timedelta(hours=6)


def sweep(*, accounts: Accounts, inbound_texts: InboundTexts, carrier: Carrier, clock: Clock, until: datetime) -> int:
    """Sweep active lines in turns, those tried longest ago first, until a time; return how many texts were brought in.

    An account that doesn't answer is asked once: the rest of its lines wait for the next run.
    """
    run = _Run(accounts, clock, until)
    for line in accounts.lines_to_sweep(tried_before=clock.now()):
        if clock.now() >= until:
            break
        one = _LineSweep(line, accounts=accounts, inbound_texts=inbound_texts, carrier=carrier, clock=clock)
        run.take_turn(line, one.steps())
    while run.waiting and clock.now() < until:
        run.take_turn(*run.waiting.pop(0))
    return run.brought_in


class _Run:
    """What a run has come to, and whose turn it is."""

    def __init__(self, accounts: Accounts, clock: Clock, until: datetime) -> None:
        self._accounts, self._clock, self._until = accounts, clock, until
        self._silent: set[str] = set()
        self.waiting: list[tuple[Line, Iterator[int]]] = []
        self.brought_in = 0

    def take_turn(self, line: Line, steps: Iterator[int]) -> None:
        """Let a line take steps until its turn or the run is over; whatever came of it, other lines are then before it."""
        with suppress(Overloaded):  # the line is then among the first of the next run
            try:
                if line.account not in self._silent and self._is_done(line, steps):
                    return
                self._accounts.mark_swept(line, at=self._clock.now(), until=None)
            except Declined:
                self._accounts.mark_swept(line, at=self._clock.now(), until=None)
            except (Busy, Unknown):
                self._silent.add(line.account)
                # Behind those that weren't asked for: the account may answer for them.
                self._accounts.mark_swept(line, at=self._until, until=None)

    def _is_done(self, line: Line, steps: Iterator[int]) -> bool:
        """Take the steps of a turn; False where there are more."""
        ends = min(self._until, self._clock.now() + TURN)
        for brought_in in steps:
            self.brought_in += brought_in
            if self._clock.now() >= ends:
                self.waiting.append((line, steps))
                return False
        return True


class _Window:
    """What is read of a list at once: sent from `since` on and, unless it is the last window, before `until`."""

    def __init__(self, since: datetime) -> None:
        self.since = since.replace(microsecond=0)
        self.until: datetime | None = None

    def narrow(self, now: datetime) -> None:
        """Take less of it."""
        span = ((self.until or now) - self.since) / NARROWER
        self.until = self.since + max(SECOND, span - span % SECOND)

    def widen(self, listed: Sequence[InboundText]) -> None:
        """End with the day where the provider looks at no more of a time than its day: then all of that day was listed.

        Example: asked for 10:00:00 to 10:00:01, it lists a text of 14:30.
        """
        if self.until and any(not self.since <= (text.sent_at or self.since) < self.until for text in listed):
            last = self.until - SECOND
            self.until = datetime.combine(last.date() + timedelta(days=1), time.min, last.tzinfo)

    def go_on(self, now: datetime) -> None:
        """Take what comes after it."""
        if self.until:
            following = self.until + (self.until - self.since) * WIDER
            self.since, self.until = self.until, following if following < now else None


class _LineSweep:
    """One line's part of a run."""

    def __init__(
        self, line: Line, *, accounts: Accounts, inbound_texts: InboundTexts, carrier: Carrier, clock: Clock
    ) -> None:
        self._line, self._accounts, self._receipts, self._carrier, self._clock = (
            line,
            accounts,
            inbound_texts,
            carrier,
            clock,
        )
        # The oldest of those that wait for their pictures: all from then on is read again.
        self._held: datetime | None = None
        self._noted = line.swept_until

    def steps(self) -> Iterator[int]:
        """Bring in what is missing, oldest first, and note how far that is; yield how many texts each step brought in.

        A text that was seen costs no step, so that none is lost where a run ends before it noted how far it is.
        """
        now = self._clock.now()
        window = _Window(max(self._noted or now - LATE, now - FARTHEST))
        is_over = False
        while not is_over:
            now, is_over = self._clock.now(), window.until is None
            listed = self._carrier.received_by(self._line, since=window.since, until=window.until)
            if listed is None:
                is_over = False
                window.narrow(now)
                yield 0
                continue
            unseen = self._receipts.unseen(self._line.firm_id, [text.provider_id for text in listed])
            # A word doesn't wait until it is known what all the pictures are.
            for text in sorted(listed, key=lambda text: text.has_unlisted_media):
                if text.provider_id in unseen:
                    yield self._bring_in(text, now)
            window.widen(listed)
            self._note(window.until or now, now)
            is_over = is_over or (window.until is not None and window.until > now)
            window.go_on(now)
            yield 0

    def _note(self, until: datetime, now: datetime) -> None:
        """Note up to where the list was read, short of where it may yet grow, and of what waits for its pictures."""
        whole = min(until, now - LATE, self._held or until).replace(microsecond=0)
        is_further = self._noted is None or whole > self._noted
        if is_further:
            self._noted = whole
        self._accounts.mark_swept(self._line, at=now, until=whole if is_further else None)

    def _bring_in(self, text: InboundText, now: datetime) -> int:
        whole = self._with_pictures(text, now) if text.has_unlisted_media else text
        if whole is None:
            return 0
        carrier = self._carrier
        outcome = receive(
            whole, accounts=self._accounts, inbound_texts=self._receipts, carrier=lambda: carrier, clock=self._clock
        )
        return int(outcome is Outcome.STORED)

    def _with_pictures(self, text: InboundText, now: datetime) -> InboundText | None:
        """Return a text with what came with it; None where that can't be had now, and the text is to wait for it."""
        sent_at = text.sent_at or now
        if self._held is None:
            try:
                return replace(text, media=self._carrier.media_of(text))
            except Declined:
                return text
            except (Busy, Unknown):
                if sent_at < now - WAIT_FOR_PICTURES:
                    return text
        self._held = min(self._held or sent_at, sent_at)
        return None
