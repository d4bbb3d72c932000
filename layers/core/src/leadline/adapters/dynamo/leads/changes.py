"""What follows from a change of the tables, as their streams tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadline.adapters.dynamo.tables.leads import LeadRow
from leadline.adapters.dynamo.tables.threads import HeadRow
from leadline.adapters.dynamo.texting.mapping import raw_text
from leadline.domain.numbers.phone_number import is_e164
from leadline.domain.ports.leads import Subject
from leadline.domain.ports.numbers import NumberCheck

if TYPE_CHECKING:
    from collections.abc import Iterator

Image = dict[str, Any]
# What of a thread's head bears upon who finds it, and whether it can be texted.
_FOUND_BY = ("opted_out", "number_refusal", "blocked_at", "name", "address", "inbox_shard")


def follow_up(record: dict[str, Any]) -> Iterator[Subject | NumberCheck]:
    """Yield what is to be done after a record of the leads' or the threads' stream."""
    change = record["dynamodb"]
    old, new = change.get("OldImage", {}), change.get("NewImage", {})
    sort = raw_text(change["Keys"], "sk")
    if sort == LeadRow.SORT:
        yield from _of_lead(old, new)
    elif sort == HeadRow.SORT:
        yield from _of_thread(old, new)


def _of_lead(old: Image, new: Image) -> Iterator[Subject | NumberCheck]:
    firm_id, lead_id = _either(old, new, "firm_id"), _either(old, new, "lead_id")
    yield Subject(firm_id=firm_id, lead_id=lead_id)
    for thread_id in dict.fromkeys(raw_text(image, "thread_id") for image in (old, new)):
        if thread_id:
            yield Subject(firm_id=firm_id, thread_id=thread_id)
    phone, thread_id = raw_text(new, "phone"), raw_text(new, "thread_id")
    if phone and thread_id and phone != raw_text(old, "phone"):
        yield NumberCheck(firm_id=firm_id, thread_id=thread_id, address=phone)


def _of_thread(old: Image, new: Image) -> Iterator[Subject | NumberCheck]:
    address, thread_id = raw_text(new, "address"), raw_text(new, "thread_id")
    if not address or not thread_id:
        return
    firm_id = new["pk"]["S"].split("#")[1]
    if any(old.get(name) != new.get(name) for name in _FOUND_BY):
        yield Subject(firm_id=firm_id, thread_id=thread_id)
    asked = raw_text(new, "check_asked_at")
    if asked and asked != raw_text(old, "check_asked_at") and is_e164(address):
        yield NumberCheck(firm_id=firm_id, thread_id=thread_id, address=address)


def _either(old: Image, new: Image, name: str) -> str:
    return raw_text(new, name) or raw_text(old, name) or ""
