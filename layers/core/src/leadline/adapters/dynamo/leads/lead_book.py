"""The lead database as it is written and leafed through."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from leadline.adapters.dynamo.leads.leads import DynamoLeads, lead_of
from leadline.adapters.dynamo.tables.leads import LEADS_SHARDS, LeadRow, SignupRow, lead_key, leads_shard, signups_key
from leadline.adapters.dynamo.tables.threads import HeadRow, head_row
from leadline.adapters.dynamo.transaction import Refused, Transaction, commit, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action

    from leadline.domain.leads.lead import Lead
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.leads import LeadFilter

# What one page looks at in each shard where only some leads are wanted.
LOOKED_AT = 250

_shards = ThreadPoolExecutor(LEADS_SHARDS, thread_name_prefix="leads-shard")


class DynamoLeadBook(DynamoLeads):
    """The leads table; a lead's name goes to its thread where no newer signup has named it."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def add(self, lead: Lead) -> bool:
        def build(transaction: Transaction) -> None:
            transaction.put("lead", _row(lead), LeadRow.pk.does_not_exist())
            if lead.thread_id:
                transaction.put("signup", _signup(lead))

        return self._write(build, lead)

    def change(self, before: Lead, after: Lead) -> bool:
        def build(transaction: Transaction) -> None:
            transaction.put("lead", _row(after), _as_it_was(before))
            if before.thread_id and before.thread_id != after.thread_id:
                transaction.delete("earlier_signup", _signup(before))
            if after.thread_id:
                transaction.put("signup", _signup(after))

        return self._write(build, after)

    def remove(self, lead: Lead) -> bool:
        def build(transaction: Transaction) -> None:
            transaction.delete("lead", _row(lead), _as_it_was(lead))
            if lead.thread_id:
                transaction.delete("signup", _signup(lead))

        return self._write(build, None)

    @reading()
    def of_phone(self, firm_id: str, thread_id: str, *, limit: int) -> Sequence[Lead]:
        rows = SignupRow.query(
            signups_key(firm_id, thread_id),
            SignupRow.sk.startswith(SignupRow.PREFIX),
            scan_index_forward=False,
            limit=limit,
            consistent_read=True,
        )
        return self.leads(firm_id, [row.lead_id for row in rows])

    @reading()
    def page(
        self, firm_id: str, *, limit: int, before: str | None, only: LeadFilter
    ) -> tuple[Sequence[Lead], str | None]:
        condition = _condition(only)
        looked_at = LOOKED_AT if condition is not None else limit + 1

        def newest(shard: int) -> tuple[list[Lead], str]:
            rows = LeadRow.newest.query(
                leads_shard(firm_id, shard),
                LeadRow.newest_order < before if before else None,
                filter_condition=condition,
                scan_index_forward=False,
                page_size=looked_at,
            )
            page: dict[str, Any] = next(rows.page_iter)
            last = page.get("LastEvaluatedKey")
            found = [lead_of(LeadRow.from_raw_data(item)) for item in page["Items"]]
            return found, last["newest_order"]["S"] if last else ""

        shards = list(_shards.map(newest, range(LEADS_SHARDS)))
        # Below this order one of the shards may have more that it didn't look at.
        horizon = max(order for _, order in shards)
        known = sorted(
            (lead for found, _ in shards for lead in found if lead.order >= horizon), key=_order, reverse=True
        )
        if len(known) > limit:
            return known[:limit], known[limit - 1].order
        return known, horizon or None

    def _write(self, build: Callable[[Transaction], None], named_by: Lead | None) -> bool:
        """Write a lead, and where it is the newest of its phone, name its thread after it; False where it had changed."""
        name_it = named_by is not None and named_by.thread_id is not None
        while True:

            def transaction(_now: datetime, *, name_it: bool = name_it) -> Transaction:
                made = Transaction()
                build(made)
                if name_it and named_by:
                    newest = HeadRow.lead_order.does_not_exist() | (HeadRow.lead_order <= named_by.order)
                    made.update("head", head_row(named_by.firm_id, str(named_by.thread_id)), named(named_by), newest)
                return made

            try:
                commit(transaction, clock=self._clock)
            except Refused as refused:
                if "lead" in refused.items:
                    return False
                name_it = False
            else:
                return True


def named(lead: Lead) -> list[Action]:
    """The actions that make a lead the one that a thread is called after."""
    return [
        HeadRow.kind.set(HeadRow),
        HeadRow.thread_id.set(str(lead.thread_id)),
        HeadRow.address.set(str(lead.phone)),
        HeadRow.lead_id.set(lead.id),
        HeadRow.lead_order.set(lead.order),
        HeadRow.name.set(lead.name) if lead.name else HeadRow.name.remove(),
    ]


def _order(lead: Lead) -> str:
    return lead.order


def _as_it_was(lead: Lead) -> Condition:
    return LeadRow.updated_at == lead.updated_at


def _signup(lead: Lead) -> SignupRow:
    return SignupRow(
        signups_key(lead.firm_id, str(lead.thread_id)),
        f"{SignupRow.PREFIX}{lead.order}",
        lead_id=lead.id,
        phone=lead.phone,
    )


def _row(lead: Lead) -> LeadRow:
    shard = int(sha256(lead.id.encode()).hexdigest(), 16) % LEADS_SHARDS
    return LeadRow(
        lead_key(lead.firm_id, lead.id),
        LeadRow.SORT,
        firm_id=lead.firm_id,
        lead_id=lead.id,
        thread_id=lead.thread_id,
        name=lead.name,
        phone=lead.phone,
        given_phone=lead.given_phone,
        email=lead.email,
        event=lead.event,
        source=lead.source,
        fields=lead.fields or None,
        timezone=lead.timezone,
        client_id=lead.client_id,
        is_primary_contact=lead.is_primary_contact or None,
        made_from=lead.made_from,
        origin=lead.origin,
        created_at=lead.created_at,
        updated_at=lead.updated_at,
        newest_shard=leads_shard(lead.firm_id, shard),
        newest_order=lead.order,
    )


def _condition(only: LeadFilter) -> Condition | None:
    wanted: list[Condition] = [
        *([LeadRow.event == only.event] if only.event else []),
        *([LeadRow.client_id == only.client_id] if only.client_id else []),
    ]
    if only.phone == "valid":
        wanted.append(LeadRow.phone.exists())
    if only.phone == "invalid":
        wanted.append(LeadRow.given_phone.exists())
    if only.phone == "missing":
        wanted.append(LeadRow.phone.does_not_exist() & LeadRow.given_phone.does_not_exist())
    whole: Condition | None = None
    for condition in wanted:
        whole = condition if whole is None else whole & condition
    return whole
