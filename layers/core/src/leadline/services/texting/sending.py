"""Sending one message: who sends it from which line, whether it may go, and the record of it before a carrier knows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from leadline.domain.errors import (
    DeliveryFailed,
    Forbidden,
    NoPhone,
    NotFound,
    OptedOut,
    Overloaded,
    TwoWayOff,
    number_refusal,
)
from leadline.domain.identifiers import new_id
from leadline.domain.numbers.number import OWN_NUMBER, UNANSWERABLE
from leadline.domain.numbers.phone_number import PhoneNumber, can_be_answered
from leadline.domain.texting.message import Direction, Message, Status
from leadline.domain.texting.segments import count_segments
from leadline.domain.texting.thread import seal, unseal
from leadline.services.texting import delivery

if TYPE_CHECKING:
    from leadline.domain.accounts.firm import Firm, User
    from leadline.domain.accounts.line import Line
    from leadline.domain.leads.lead import Lead
    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.leads import Leads
    from leadline.domain.ports.texting import Carrier, Duplicate, Sends
    from leadline.domain.texting.draft import Draft

DOUBLE_CLICK = timedelta(seconds=2)


class Sent(msgspec.Struct, frozen=True):
    """The message as it stands, and whether this call is the one that sent it."""

    message: Message
    is_new: bool


def send(
    draft: Draft,
    *,
    sender: User,
    clicked_at: datetime,
    idempotency_key: str | None,
    accounts: Accounts,
    leads: Leads,
    sends: Sends,
    carrier: Carrier,
    clock: Clock,
) -> Sent:
    """Send one message, or answer with the earlier one that it repeats; `clicked_at` is when the request arrived.

    Raises a Refusal when nothing was recorded, Undelivered when the message stands as failed. A message whose
    outcome is unknown comes back as `sending`.
    """
    firm, line, lead = _sender_side(draft, sender, accounts=accounts, leads=leads)
    address = _address(draft, firm, lead)
    message = Message(
        id=new_id(clicked_at),
        firm_id=firm.id,
        thread_id=draft.thread_id or seal(address, key=firm.thread_key),
        address=address,
        direction=Direction.OUTBOUND,
        status=Status.SENDING,
        body=draft.message,
        segments=count_segments(draft.message),
        created_at=clicked_at,
        line_id=line.id,
        account=line.account,
        user_id=sender.id,
        user_name=sender.name,
        lead_id=draft.lead_id,
        batch_id=draft.batch_id,
        idempotency_key=idempotency_key,
    )
    _check_recipient(message, firm, sends=sends)
    name = lead.name if lead else draft.recipient_name
    earlier = _record(message, name=name, must_exist=draft.thread_id is not None, sends=sends, clock=clock)
    if earlier:
        return Sent(earlier, is_new=False)
    return Sent(delivery.deliver(message, line=line, sends=sends, carrier=carrier, clock=clock), is_new=True)


def _sender_side(draft: Draft, sender: User, *, accounts: Accounts, leads: Leads) -> tuple[Firm, Line, Lead | None]:
    """Check what stands before the recipient; a refusal is never based on a cached setting."""
    for fresh in (False, True):
        firm = accounts.firm(sender.firm_id, fresh=fresh)
        try:
            if firm is None:
                raise Forbidden("This sign-in doesn't belong to a firm.")
            if not firm.two_way and not sender.is_program:  # what programs send are campaigns
                raise TwoWayOff
            lead = leads.lead(firm.id, draft.lead_id) if draft.lead_id else None
            if draft.lead_id and lead is None:
                raise NotFound("There is no such lead.")
            return firm, firm.line(draft.line_id), lead
        except (Forbidden, TwoWayOff, NotFound, DeliveryFailed):
            if fresh:
                raise
    raise AssertionError("the second look returns or raises")


def _address(draft: Draft, firm: Firm, lead: Lead | None) -> str:
    if draft.thread_id:
        # As the carrier or the lead database wrote it: who has texted is answered, whatever our plans of numbers say.
        address = unseal(draft.thread_id, key=firm.thread_key)
        if address is None:
            raise NotFound("There is no such conversation.")
        return address
    if draft.recipient_phone:
        return PhoneNumber.parse(draft.recipient_phone).e164
    if lead is None or not (lead.phone or lead.given_phone):
        raise NoPhone
    return PhoneNumber.parse(lead.phone or str(lead.given_phone), region=firm.region).e164


def _check_recipient(message: Message, firm: Firm, *, sends: Sends) -> None:
    """Refuse whom no carrier could reach; that they opted out is told before it."""
    unanswerable = not can_be_answered(message.address)
    if unanswerable or firm.owns(message.address):
        raise OptedOut if sends.opted_out(message) else number_refusal(UNANSWERABLE if unanswerable else OWN_NUMBER)


def _record(message: Message, *, name: str | None, must_exist: bool, sends: Sends, clock: Clock) -> Message | None:
    """Write the attempt; return the earlier message that it repeats, if any."""
    until = delivery.last_try(message, clock)
    while True:
        found = sends.record_attempt(message, name=name, must_exist=must_exist, retry_until=until)
        if found is None:
            return None
        earlier = sends.message(message.firm_id, found.thread_id, found.message_id)
        if earlier is None:
            raise Overloaded
        if not _is_over(earlier, found, clicked_at=message.created_at):
            return earlier
        # A callback told the outcome, but the process that should have opened the way again has died.
        sends.clear_guards(earlier)
        if clock.now() >= until:
            raise Overloaded


def _is_over(earlier: Message, found: Duplicate, *, clicked_at: datetime) -> bool:
    """Say whether a click that is still held up by `earlier` may go: its outcome is known and two seconds have passed."""
    if found.by_idempotency_key or earlier.status is Status.SENDING:
        return False
    if earlier.status is Status.FAILED:
        return earlier.created_at <= clicked_at
    return found.is_open and earlier.created_at + DOUBLE_CLICK <= clicked_at
