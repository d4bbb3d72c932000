"""Two firms, their people, their leads and a provider; every process has ports and a clock of its own."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import Any

from leadline.domain.accounts.firm import User
from leadline.domain.accounts.line import Line
from leadline.domain.errors import Overloaded, Refusal, Undelivered
from leadline.domain.texting.draft import Draft
from leadline.domain.texting.message import Status
from leadline.domain.texting.provider import InboundText, Report
from leadline.domain.texting.thread import seal
from leadline.services.texting import delivery_receipts, sending
from tests.fakes import InMemoryAccounts, InMemoryImportFiles, InMemoryImports, InMemoryLeadIndex
from tests.simulation.cast import FIRMS, LANDLINE, LEADS, ORCHARD, Parts, Process
from tests.simulation.clerk import Clerk
from tests.simulation.provider import Connection, Provider, Row
from tests.simulation.queues import Post
from tests.simulation.reach import reached
from tests.simulation.referee import Referee
from tests.simulation.stage import SkewedClock, Stage
from tests.simulation.trouble import Trouble
from tests.simulation.uploads import Upload
from tests.simulation.watch import WORK, Watch

LAMBDA_SECONDS = 30.0
SCHEDULE_SECONDS = 55.0
PACES = (1, 1, 1, 1, 1, 1, 30)


class World:
    """Everything that a history happens to."""

    def __init__(self, seed: int, parts: Parts) -> None:
        self.dice = Random(seed)
        self.parts = parts
        self.stage = Stage(self.dice)
        self.accounts = InMemoryAccounts({firm.id: firm for firm in FIRMS})
        odds = self.dice.choice((0.0, 0.02, 0.06, 0.15))
        # Now and then most of what the provider posts to us is lost, as in an outage.
        self.dropped = self.dice.choice((0.1, 0.1, 0.7))
        self.trouble = Trouble(self.stage, tables=odds, provider=self.dice.choice((0.0, 0.1, 0.3)))
        # In a few there is a firm with many lines whose account doesn't answer, or a lead who sends an album of pictures.
        self.has_orchard = parts.has_orchard and self.dice.random() < 0.05
        self.has_album = parts.has_orchard and self.dice.random() < 0.03
        self.at_once = self.dice.choice((3, 200))
        if self.has_orchard:
            self.accounts.firms[ORCHARD.id] = ORCHARD
        self.tables = parts.tables(self.stage, self.trouble)
        self.provider = Provider(self.stage, self.trouble, blocks=self.dice.random() < 0.3)
        self.referee = Referee(self.stage, self.tables, self.provider)
        self.watch = Watch(self.stage, self.provider, self.referee, self.accounts)
        self.provider.on_list, self.provider.on_media = self.watch.listing, self.watch.asking_for_media
        # In some histories a firm also keeps leads, enters opt-outs and uploads files, and somebody follows all that.
        self.follows = self.dice.random() < 0.4
        self.slowness = self.dice.choice((0.0, 15.0))
        self.provider.landlines = frozenset({LANDLINE})
        if self.follows:
            self.provider.filtered = {self.dice.choice(LEADS)} if self.dice.random() < 0.5 else set()
            self.provider.lookups_down_until = self.dice.choice((0.0, 0.0, 100.0))
        self.provider.callback = self.report
        self.provider.on_create = self.referee.creating
        self.index, self.imports, self.files = InMemoryLeadIndex(), InMemoryImports(), InMemoryImportFiles()
        self.clerk = Clerk(self.tables)
        self.provider.looking_up = self.clerk.looking_up
        self.uploads: list[Upload] = []
        self.post = Post(self, parts.stream(self.tables))

    def process(self) -> Process:
        """A process of its own, with its own idea of what time it is, and now and then a slow one."""
        pace = self.dice.choice(PACES)

        def reach(port: Any) -> Any:
            return reached(port, stage=self.stage, trouble=self.trouble, effect=self._took_effect, pace=pace)

        return self._process(SkewedClock(self.stage, self.dice.uniform(-1.0, 1.0)), reach)

    def at_rest(self) -> Process:
        """A process to which nothing happens, to look at what there is."""
        return self._process(SkewedClock(self.stage, 0.0), lambda port: port)

    def _process(self, clock: SkewedClock, reach: Callable[[Any], Any]) -> Process:
        return Process(
            clock=clock,
            sends=reach(self.parts.sends(clock, self.tables)),
            inbound_texts=reach(self.parts.inbound_texts(self.tables)),
            delivery_receipts=reach(self.parts.delivery_receipts(clock, self.tables)),
            inbox=reach(self.parts.inbox(self.tables)),
            accounts=reach(self.parts.accounts(clock, self.accounts)),
            carrier=self.parts.carrier(Connection(self.provider)),
            lookup=self.parts.lookup(Connection(self.provider)),
            book=reach(self.parts.book(clock, self.tables)),
            people=reach(self.parts.people(clock, self.tables)),
            numbers=reach(self.parts.numbers(clock, self.tables)),
            opt_outs=reach(self.parts.opt_outs(clock, self.tables)),
            blocks=reach(self.parts.blocks(clock, self.tables)),
            index=reach(self.parts.index(clock, self.index)),
            imports=reach(self.parts.imports(clock, self.imports)),
            files=reach(self.files),
            queues=reach(self.post),
        )

    def _took_effect(self, method: str, args: tuple[Any, ...]) -> None:
        if method == "mark_read":
            self.referee.marked_read(*args)
        self.tables.remember()
        self.referee.look(method, args)
        self.clerk.look(method, args)
        if method == "mark_swept":
            self.watch.marked()
        self.post.dispatch()

    def click(
        self, user: User, address: str, body: str, *, key: str | None = None, after: float = 0.0, served: float = 0.0
    ) -> None:
        """A user sends, and is `served` so much later; with a key it is a program, which asks again without an answer."""
        self._click(user, address, body, key, after, served, tries=3 if key else 1)

    def _click(
        self, user: User, address: str, body: str, key: str | None, after: float, served: float, tries: int
    ) -> None:
        def again() -> None:
            if tries > 1:
                self._click(user, address, body, key, self.dice.uniform(0.5, 8), 0.0, tries - 1)

        def send(process: Process) -> None:
            arrived_at = SkewedClock(self.stage, 0).now()
            assert self.stage.actor
            self.stage.actor.clicked_at = arrived_at
            self.stage.pause(served + self.dice.choice((0.0, 0.0, 0.01, 3.0)) * self.dice.random())
            self._send(process, user, address, body, key, arrived_at)

        self.run(f"{user.firm_id}/{user.id}", send, after, again)

    def _send(self, process: Process, user: User, address: str, body: str, key: str | None, at: datetime) -> None:
        self.stage.note("is served", address, body, f"clicked at {at:%H:%M:%S.%f}", *([key] if key else []))
        try:
            sent = sending.send(
                Draft(message=body, recipient_phone=address),
                sender=user,
                clicked_at=at,
                idempotency_key=key,
                accounts=process.accounts,
                leads=process.book,
                sends=process.sends,
                carrier=process.carrier,
                clock=process.clock,
            )
        except Undelivered as failed:
            self.stage.note("is told", failed.refusal.code, failed.message)
        else:
            self.stage.note("is told", sent.message, "new" if sent.is_new else "repeated")

    def text(self, line: Line, address: str, body: str, *, account: str = "", pictures: int = 0) -> None:
        """A lead texts; the webhook may come late, twice, or never, and be another account's."""
        text = self.provider.take_in(line, address, body, account=account, pictures=pictures)
        for after in self._deliveries_of_a_webhook():
            self._webhook(text, after, tries=2)

    def _deliveries_of_a_webhook(self) -> list[float]:
        if self.dice.random() < self.dropped and not self.trouble.over:
            return []
        longest = self.dice.choice((0.1, 1.0, 10.0, 80.0))
        times = 1 + (self.dice.random() < 0.2)
        return [self.dice.uniform(0, longest) for _ in range(times)]

    def _webhook(self, text: InboundText, after: float, tries: int) -> None:
        def again() -> None:
            if tries > 1:
                self._webhook(text, self.dice.uniform(0.1, 5), tries - 1)

        def take_in(process: Process) -> None:
            heard = InboundText(
                provider_id=text.provider_id,
                account=text.account,
                sender=text.sender,
                recipient=text.recipient,
                route=None,
                body=text.body,
                media=self.provider.media[text.provider_id],
            )
            outcome = self.parts.receive(
                heard,
                accounts=process.accounts,
                inbound_texts=process.inbound_texts,
                carrier=lambda: process.carrier,
                clock=process.clock,
            )
            self.stage.note("is taken in", text.provider_id, outcome.value)

        self.run(f"webhook {text.provider_id}", take_in, after, again, limit=15.0)

    def report(self, row: Row, report: Report) -> None:
        """The provider calls back; that may be late, twice, or never."""
        for after in self._deliveries_of_a_webhook():

            def tell(process: Process) -> None:
                moved = delivery_receipts.record(row.key, report, delivery_receipts=process.delivery_receipts)
                self.stage.note("tells", row.message, report.status.value, "recorded" if moved else "unchanged")
                row.told_final |= report.status is not Status.SENT

            self.run(f"callback {report.provider_id}", tell, after, lambda: None)

    def minute(self, *, after: float = 0.0) -> None:
        """The minute rule fires."""
        self.run("minute", self._work, after, lambda: None, limit=SCHEDULE_SECONDS)

    def _work(self, process: Process) -> None:
        begun_at, work = process.clock.now(), timedelta(seconds=WORK)
        with suppress(Overloaded):  # nobody gets an answer: what is wrong with one doesn't stop the other
            self.parts.settle_due(
                sends=process.sends,
                accounts=process.accounts,
                carrier=process.carrier,
                clock=process.clock,
                limit=self.at_once,
                until=begun_at + work / 2,
            )
        self.parts.sweep(
            accounts=process.accounts,
            inbound_texts=process.inbound_texts,
            carrier=process.carrier,
            clock=process.clock,
            until=begun_at + work,
        )

    def read(self, user: User, address: str, *, after: float = 0.0) -> None:
        """A user opens a conversation, and a moment later it is marked as read."""
        firm = next(firm for firm in FIRMS if firm.id == user.firm_id)
        thread_id = seal(address, key=firm.thread_key)

        def look(process: Process) -> None:
            thread, newest, _ = process.inbox.conversation(firm.id, thread_id, before=None)
            if self.follows and thread and thread.wants_check(now=process.clock.now()):
                process.numbers.ask(firm.id, thread.id)
            if newest:
                self.stage.pause(self.dice.uniform(0, 3))
                process.inbox.mark_read(firm.id, thread_id, newest[0].id)

        self.run(f"{user.firm_id}/{user.id} reads", look, after, lambda: None)

    def run(
        self,
        name: str,
        job: Callable[[Process], None],
        after: float,
        again: Callable[[], None],
        limit: float = LAMBDA_SECONDS,
    ) -> None:
        """Let a process do a job; `again` follows where it ended without an answer."""

        def live() -> None:
            answered = False
            try:
                job(self.process())
                answered = True
            except Refusal as refusal:
                self.stage.note("ends with", type(refusal).__name__)
                answered = not isinstance(refusal, Overloaded)
            finally:
                if not answered:
                    again()

        self.stage.enter(name, live, after=after, limit=limit)
