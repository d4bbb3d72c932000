"""Opt-outs: the present state of an address, and every word that was ever said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from leadline.adapters.dynamo.shards import shard_of
from leadline.adapters.dynamo.tables.keys import OPT_OUT_SHARDS, inbox_order, opt_out_shard, person_key
from leadline.adapters.dynamo.tables.opt_outs import OptOutRow
from leadline.adapters.dynamo.transaction import Transaction, reading
from leadline.domain.opt_outs.opt_out import UNCERTAIN, OptOutState, Source
from leadline.domain.texting.thread import fingerprint

if TYPE_CHECKING:
    from datetime import datetime


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One word about being texted: by keyword, by the provider's refusal, by hand; `id` is its message's or its own.

    `text` is the lead's words, or the note of the person of the firm, who is named then.
    """

    id: str
    opted_out: bool
    at: datetime
    exact: bool
    source: Source
    provider_id: str | None
    text: str | None = None
    message_id: str | None = None
    user_id: str | None = None
    user_name: str | None = None


def may_be_texted() -> Condition:
    return OptOutRow.opted_out.does_not_exist() | (OptOutRow.opted_out == False)  # noqa: E712 - an attribute


def state_row(firm_id: str, thread_id: str) -> OptOutRow:
    return OptOutRow(person_key(firm_id, thread_id), OptOutRow.STATE)


@reading()
def opted_out_state(firm_id: str, thread_id: str) -> OptOutState | None:
    try:
        row = OptOutRow.get(person_key(firm_id, thread_id), OptOutRow.STATE, consistent_read=True)
    except OptOutRow.DoesNotExist:
        return None
    return _state(row)


def state_of(item: dict[str, Any]) -> OptOutState | None:
    """Return the state that an item holds, as DynamoDB gives it with a failed condition; None for no item."""
    if not item:
        return None
    row = OptOutRow()
    row.deserialize(item)
    return _state(row)


def _state(row: OptOutRow) -> OptOutState:
    return OptOutState(
        opted_out=bool(row.opted_out),
        changed_at=row.changed_at,
        provider_id=row.provider_id,
        exact=bool(row.exact),
        source=Source(row.source),
    )


def record_change(
    transaction: Transaction, *, firm_id: str, thread_id: str, change: Change, condition: Condition | None = None
) -> None:
    """Set the state, under `condition`, and add the word to the history; the head is the caller's to set."""
    transaction.update(
        "opt_out",
        state_row(firm_id, thread_id),
        [
            OptOutRow.opted_out.set(change.opted_out),
            OptOutRow.changed_at.set(change.at),
            OptOutRow.exact.set(change.exact),
            OptOutRow.source.set(change.source.value),
            OptOutRow.provider_id.set(change.provider_id) if change.provider_id else OptOutRow.provider_id.remove(),
            OptOutRow.text.set(note) if (note := _note(change)) else OptOutRow.text.remove(),
            *([OptOutRow.lead_said_stop.set(True)] if change.opted_out and change.source.is_the_leads else []),
            *(listing(firm_id, thread_id, at=change.at) if change.opted_out else _UNLISTED),
        ],
        condition,
    )
    keep_word(transaction, firm_id=firm_id, thread_id=thread_id, change=change)


def keep_word(transaction: Transaction, *, firm_id: str, thread_id: str, change: Change) -> None:
    """Add a word to the history, where it is kept for good: `opt_out_history` is refused where it is there already."""
    row = OptOutRow(
        person_key(firm_id, thread_id),
        f"change#{change.id}",
        opted_out=change.opted_out,
        changed_at=change.at,
        exact=change.exact,
        source=change.source.value,
        provider_id=change.provider_id,
        text=change.text,
        message_id=change.message_id,
        user_id=change.user_id,
        user_name=change.user_name,
    )
    transaction.put("opt_out_history", row, OptOutRow.pk.does_not_exist())


def listing(firm_id: str, thread_id: str, *, at: datetime) -> list[Action]:
    """The actions that put somebody who opted out into the firm's list, or move them up in it."""
    return [
        OptOutRow.thread_id.set(thread_id),
        OptOutRow.list_shard.set(opt_out_shard(firm_id, shard_of(thread_id, OPT_OUT_SHARDS))),
        OptOutRow.list_order.set(inbox_order(at, fingerprint(thread_id))),
    ]


_UNLISTED: list[Action] = [OptOutRow.thread_id.remove(), OptOutRow.list_shard.remove(), OptOutRow.list_order.remove()]


def _note(change: Change) -> str | None:
    """Return the note of a person of the firm, which the list shows; a lead's words are in the history."""
    return change.text if change.opted_out and not change.source.is_the_leads else None


def clearly_newer(change: Change) -> Condition:
    """No state yet, or one that was set so long before that no late webhook can explain it."""
    return OptOutRow.changed_at.does_not_exist() | (OptOutRow.changed_at <= change.at - UNCERTAIN)


def still(state: OptOutState) -> Condition:
    """The state is the one that a word was judged against; another word may have come meanwhile."""
    same_word = (
        OptOutRow.provider_id == state.provider_id if state.provider_id else OptOutRow.provider_id.does_not_exist()
    )
    return same_word & (OptOutRow.opted_out == state.opted_out) & (OptOutRow.changed_at == state.changed_at)
