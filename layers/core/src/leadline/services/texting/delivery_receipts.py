"""Delivery state: what the provider reports of a message moves it forward, never back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.domain.texting.message_key import MessageKey

if TYPE_CHECKING:
    from leadline.domain.ports.texting import DeliveryReceipts
    from leadline.domain.texting.provider import Report


def record(key: str, report: Report | None, *, delivery_receipts: DeliveryReceipts) -> bool:
    """Record a report; return False where it changed nothing (a repeat, a late one, or not about a message of ours)."""
    found = MessageKey.parse(key)
    if found is None or report is None:
        return False
    return delivery_receipts.record(found.firm_id, found.thread_id, found.message_id, report)
