"""The record of outbound messages: attempt and outcome, one transaction each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.opt_outs.words import may_be_texted, opted_out_state, state_row
from leadline.adapters.dynamo.tables.keys import DUE_SHARDS, Due, due_shard, message_sort, shard_of_check, thread_key
from leadline.adapters.dynamo.tables.numbers import NumberRow
from leadline.adapters.dynamo.tables.threads import DueRow, HeadRow, MessageRow, ThreadsRow, head_row
from leadline.adapters.dynamo.texting import guards
from leadline.adapters.dynamo.texting.failures import follow_failure
from leadline.adapters.dynamo.texting.inbox import latest, settle_head, settled
from leadline.adapters.dynamo.texting.mapping import message as message_of
from leadline.adapters.dynamo.texting.mapping import (
    message_row,
    milliseconds,
    raw_flag,
    raw_number,
    raw_text,
    reason_fields,
)
from leadline.adapters.dynamo.texting.teaching import Lesson, teach
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, commit_what_holds, reading
from leadline.domain.errors import Blocked, Conflict, NotFound, OptedOut, RateLimited, number_refusal
from leadline.domain.ports.texting import Duplicate
from leadline.domain.texting.message import Message, Reason, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadline.domain.ports.clock import Clock
    from leadline.domain.texting.provider import Report

# An attempt whose outcome nobody recorded by then is looked up at the provider.
CHECK_AFTER = timedelta(seconds=60)


class DynamoSends:
    """Sends in the threads table, with their guards in the limits, opt-outs and numbers tables."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def record_attempt(
        self, message: Message, *, name: str | None, must_exist: bool, retry_until: datetime
    ) -> Duplicate | None:
        window = message.created_at

        def build(now: datetime) -> Transaction:
            nonlocal window
            window = max(now, window)
            return _attempt(message, now=window, name=name, must_exist=must_exist)

        while True:
            try:
                commit(build, clock=self._clock, until=retry_until)
                return None
            except Refused as refused:
                ahead = _clock_ahead(refused.items, window)
                if ahead is None:
                    return self._remember(_explain(refused.items, message, window), message)
                window = ahead

    def _remember(self, found: Duplicate | None, message: Message) -> Duplicate | None:
        """Let the key of a double click stand for the first click's message: its repeat, however late, sends nothing."""
        if found and message.idempotency_key and not found.by_idempotency_key:
            first = replace(message, id=found.message_id)

            def build(now: datetime, _left_out: frozenset[str]) -> Transaction:
                transaction = Transaction()
                transaction.put("key", guards.idempotency_row(first, now=now), guards.idempotency_allows(now))
                return transaction

            commit_what_holds(build, clock=self._clock)
        return found

    def opted_out(self, message: Message) -> bool:
        state = opted_out_state(message.firm_id, message.thread_id)
        return state is not None and state.opted_out

    @reading()
    def message(self, firm_id: str, thread_id: str, message_id: str) -> Message | None:
        try:
            row = MessageRow.get(thread_key(firm_id, thread_id), message_sort(message_id), consistent_read=True)
        except MessageRow.DoesNotExist:
            return None
        return message_of(row)

    def settle(self, message: Message, report: Report) -> Message:
        def build(now: datetime, _left_out: frozenset[str]) -> Transaction:
            transaction = Transaction()
            known = MessageRow.provider_id.set(report.provider_id)
            _move(transaction, message, report.status, [known])
            settle_head(transaction, message)
            guards.close_click(transaction, message, known_at=now)
            return transaction

        if "message" in commit_what_holds(build, clock=self._clock):
            return self._as_it_stands(message)
        return replace(message, status=report.status, provider_id=report.provider_id)

    def fail(
        self,
        message: Message,
        reason: Reason,
        *,
        at: datetime,
        opts_out: bool = False,
        number_refusal: str | None = None,
    ) -> Message:
        lesson = Lesson(
            message_id=message.id,
            provider_id=message.provider_id,
            opts_out=opts_out,
            number_refusal=number_refusal,
            at=at,
        )

        def build(now: datetime, left_out: frozenset[str]) -> Transaction:
            transaction = Transaction()
            why: list[Action] = [MessageRow.reason.set(reason_fields(reason))]
            if message.provider_id:
                why.append(MessageRow.provider_id.set(message.provider_id))
            _move(transaction, message, Status.FAILED, why)
            guards.open_the_way(transaction, message, now=now)
            teach(
                transaction,
                firm_id=message.firm_id,
                thread_id=message.thread_id,
                address=message.address,
                lesson=lesson,
                also=settled(message.id, failed="message" not in left_out),
                left_out=left_out,
            )
            return transaction

        left_out = commit_what_holds(build, clock=self._clock)
        follow_failure(message.firm_id, message.thread_id, reason, clock=self._clock)
        if "message" in left_out:
            return self._as_it_stands(message)
        return replace(message, status=Status.FAILED, reason=reason)

    def clear_guards(self, message: Message) -> None:
        def build(now: datetime, _left_out: frozenset[str]) -> Transaction:
            transaction = Transaction()
            no_other = MessageRow.due_shard.does_not_exist() | (MessageRow.due_shard == shard_of_check(message.id))
            known = MessageRow.status != Status.SENDING.value
            transaction.update("message", message_row(message), _UNCHECKED, known & no_other)
            if message.status is not Status.SENDING:
                settle_head(transaction, message)
            if message.status is Status.FAILED:
                guards.open_the_way(transaction, message, now=now)
            else:
                guards.close_click(transaction, message, known_at=message.created_at)
            return transaction

        commit_what_holds(build, clock=self._clock)

    @reading()
    def due(self, *, until: datetime, limit: int) -> Sequence[Message]:
        found: list[MessageRow] = []
        for shard in range(DUE_SHARDS):
            checks = due_shard(Due.CHECK, shard)
            keys = [(row.pk, row.sk) for row in DueRow.due.query(checks, DueRow.due_at <= until, limit=limit)]
            rows = MessageRow.batch_get(keys, consistent_read=True)
            # The index may be behind: what is due for something else by now is no check.
            found += [row for row in rows if row.due_shard == checks and row.due_at and row.due_at <= until]
        # Not by age: what can't be settled now is due again soon, and would stand before all others for ever.
        return [message_of(row) for row in sorted(found, key=lambda row: (row.due_at, row.sk))[:limit]]

    def check_again(self, message: Message, *, at: datetime, absent_since: datetime | None) -> None:
        actions: list[Action] = [MessageRow.due_at.set(at)]
        if absent_since:
            actions.append(MessageRow.absent_since.set(absent_since))

        def build(_now: datetime, _left_out: frozenset[str]) -> Transaction:
            transaction = Transaction()
            still_unknown = MessageRow.status == Status.SENDING.value
            transaction.update("message", message_row(message), actions, still_unknown)
            return transaction

        commit_what_holds(build, clock=self._clock)

    @reading()
    def recent(self, firm_id: str, thread_id: str, *, since: datetime, until: datetime) -> Sequence[Message]:
        first, last = (message_sort(f"{milliseconds(at):012x}") for at in (since, until))
        rows = ThreadsRow.query(
            thread_key(firm_id, thread_id), ThreadsRow.sk.between(first, f"{last}~"), consistent_read=True
        )
        return [message_of(row) for row in rows if isinstance(row, MessageRow)]

    def _as_it_stands(self, message: Message) -> Message:
        return self.message(message.firm_id, message.thread_id, message.id) or message


_UNCHECKED: list[Action] = [MessageRow.due_shard.remove(), MessageRow.due_at.remove(), MessageRow.absent_since.remove()]


def _move(transaction: Transaction, message: Message, status: Status, also: list[Action]) -> None:
    """Move a message forward to `status`, and out of the due index."""
    transaction.update(
        "message",
        message_row(message),
        [MessageRow.status.set(status.value), *also, *_UNCHECKED],
        MessageRow.status.is_in(*(earlier.value for earlier in status.earlier)),
    )


def _attempt(message: Message, *, now: datetime, name: str | None, must_exist: bool) -> Transaction:
    """Everything that must hold, and everything that is written, before the provider hears of a message."""
    transaction = Transaction()
    transaction.check("opt_out", state_row(message.firm_id, message.thread_id), may_be_texted())
    transaction.check("number", NumberRow(message.address), NumberRow.refusal.does_not_exist())
    transaction.put("message", message_row(message, due_at=now + CHECK_AFTER), MessageRow.pk.does_not_exist())
    transaction.put("click", guards.click_row(message), guards.click_allows(message))
    if message.idempotency_key:
        transaction.put("key", guards.idempotency_row(message, now=now), guards.idempotency_allows(now))
    transaction.update("rate", guards.rate_row(message), guards.rate_shift(now), guards.rate_allows(now))
    textable = HeadRow.number_refusal.does_not_exist() & HeadRow.blocked_at.does_not_exist()
    transaction.update(
        "head",
        head_row(message.firm_id, message.thread_id),
        [
            *latest(message, at=now),
            *([HeadRow.name.set(HeadRow.name | name)] if name else []),
            *([HeadRow.lead_id.set(message.lead_id)] if message.lead_id else []),
        ],
        textable & HeadRow.address.exists() if must_exist else textable,
    )
    return transaction


def _clock_ahead(refused: dict[str, dict[str, Any]], now: datetime) -> datetime | None:
    """Return the newest time of the rate window when it alone stood in the way: another process's clock is ahead."""
    if refused.keys() != {"rate"}:
        return None
    newest, oldest = raw_number(refused["rate"], "t0"), raw_number(refused["rate"], "t9")
    if newest <= milliseconds(now) or oldest > milliseconds(now - guards.RATE_WINDOW):
        return None
    return datetime.fromtimestamp(newest / 1000, UTC)


def _explain(refused: dict[str, dict[str, Any]], message: Message, now: datetime) -> Duplicate | None:
    """Tell the first thing that is wrong, in PRODUCT's order; None when this very attempt was written before."""
    mine = any(raw_text(refused.get(guard, {}), "message_id") == message.id for guard in ("click", "key"))
    if mine or "message" in refused:
        return None
    if key := refused.get("key"):
        if raw_text(key, "request") != guards.request_hash(message):
            raise Conflict
        return Duplicate(key["thread_id"]["S"], key["message_id"]["S"], by_idempotency_key=True)
    head = refused.get("head")
    if head is not None and not head:
        raise NotFound("There is no such conversation.")
    if "opt_out" in refused:
        raise OptedOut
    refusal = raw_text(refused.get("number", {}), "refusal") or raw_text(head or {}, "number_refusal")
    if refusal:
        raise number_refusal(refusal)
    if head:
        raise Blocked
    if click := refused.get("click"):
        return Duplicate(click["thread_id"]["S"], click["message_id"]["S"], is_open=raw_flag(click, "open"))
    raise RateLimited(_wait(refused["rate"], now))


def _wait(window: dict[str, Any], now: datetime) -> int:
    """Return the seconds until the oldest of the ten sends leaves the window, rounded up."""
    free_in = raw_number(window, "t9") + guards.RATE_WINDOW // timedelta(milliseconds=1) - milliseconds(now)
    return max(1, -(-free_in // 1000))
