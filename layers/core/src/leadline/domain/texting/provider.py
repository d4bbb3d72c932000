"""What a carrier's interface says and does, in no vendor's words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import datetime

    from leadline.domain.opt_outs.opt_out import Word
    from leadline.domain.texting.message import Media, Reason, Status

# Within this time a provider has taken a message, refused it, or is given up.
LONGEST_CALL = timedelta(seconds=11)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What the provider says of an outbound message."""

    provider_id: str
    account: str
    address: str
    status: Status
    reason: Reason | None = None
    opts_out: bool = False
    number_refusal: str | None = None


class OutboundRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the provider's own list of outbound messages."""

    report: Report
    body: str
    sender: str | None
    route: str | None
    created_at: datetime


class InboundText(msgspec.Struct, frozen=True, kw_only=True):
    """A text that came in; `word` where the provider classified it, `sent_at` is its time, which webhooks don't tell.

    With `has_unlisted_media` pictures came with it, and what they are is yet to be asked.
    """

    provider_id: str
    account: str
    sender: str
    recipient: str
    route: str | None
    body: str
    media: tuple[Media, ...] = ()
    has_unlisted_media: bool = False
    word: Word | None = None
    sent_at: datetime | None = None


class Declined(Exception):
    """The provider refused the message; it was not and will not be sent."""

    def __init__(self, reason: Reason, *, opts_out: bool = False, number_refusal: str | None = None) -> None:
        self.reason = reason
        self.opts_out = opts_out
        self.number_refusal = number_refusal
        super().__init__(reason.code)


class Busy(Exception):
    """The provider did not process the request: it may be repeated after a wait."""


class Unknown(Exception):
    """No telling whether the provider took the message: a time-out, a lost connection, a 5xx, a garbled answer."""


class Gone(Exception):
    """The provider has nothing by that address, or not any more."""
