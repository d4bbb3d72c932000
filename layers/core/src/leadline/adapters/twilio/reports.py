"""Twilio's words for a message's state, turned into ours."""

from leadline.adapters.twilio import error_codes
from leadline.domain.texting.message import Status
from leadline.domain.texting.provider import Report

# twilio.com/docs/messaging/api/message-resource: message status values
STATUSES: dict[str, Status] = {
    "scheduled": Status.SENT,
    "accepted": Status.SENT,
    "queued": Status.SENT,
    "sending": Status.SENT,
    "sent": Status.SENT,
    "partially_delivered": Status.SENT,
    "delivered": Status.DELIVERED,
    "read": Status.DELIVERED,
    "undelivered": Status.FAILED,
    "failed": Status.FAILED,
    "canceled": Status.FAILED,
}


def report(*, sid: str, account: str, to: str, status: str, error_code: int | None) -> Report:
    """Return our reading of a status; raises KeyError for one that outbound messages don't have."""
    known = STATUSES[status]
    meaning = error_codes.of_failure(error_code) if known is Status.FAILED else None
    return Report(
        provider_id=sid,
        account=account,
        address=to,
        status=known,
        reason=error_codes.reason(meaning, error_code) if meaning else None,
        opts_out=bool(meaning and meaning.opts_out),
        number_refusal=meaning.refusal if meaning else None,
    )
