"""Twilio's webhooks: is it really Twilio, and what does it say?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twilio.request_validator import RequestValidator

from leadline.adapters.twilio.reports import STATUSES, report
from leadline.domain.errors import Invalid
from leadline.domain.message import MAX_MEDIA, Media
from leadline.domain.opt_out import Word
from leadline.domain.provider import InboundText, Report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIGNATURE = "x-twilio-signature"
# Present with Advanced Opt-Out only (twilio.com/docs/messaging/tutorials/advanced-opt-out).
_WORDS = {"STOP": Word.STOP, "START": Word.START, "HELP": Word.HELP}


class Form(dict[str, list[str]]):
    """A posted form with every value kept, as the SDK's validator reads it."""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])

    def first(self, name: str) -> str:
        return next(iter(self.get(name, [])), "")


def is_signed(form: Form, *, url: str, signature: str, tokens: Mapping[str, Sequence[str]]) -> bool:
    """Say whether the form was signed for `url` by a token, present or older, of the account it names."""
    usable = [token for token in tokens.get(form.first("AccountSid"), ()) if token]
    return any(RequestValidator(token).validate(url, form, signature) for token in usable)


def inbound_text(form: Form) -> InboundText:
    """Read a text that came in; raises Invalid where a required parameter is missing."""
    _require(form, "MessageSid", "From", "To")
    count = form.first("NumMedia")
    media = [
        Media(form.first(f"MediaUrl{index}"), form.first(f"MediaContentType{index}") or "application/octet-stream")
        for index in range(min(int(count), MAX_MEDIA) if count.isdecimal() else 0)
    ]
    return InboundText(
        provider_id=form.first("MessageSid"),
        account=form.first("AccountSid"),
        sender=form.first("From"),
        recipient=form.first("To"),
        messaging_service=form.first("MessagingServiceSid") or None,
        body=form.first("Body"),
        media=tuple(item for item in media if item.url),
        word=_WORDS.get(form.first("OptOutType")),
    )


def delivery_report(form: Form) -> Report | None:
    """Read a status callback; None for a status that says nothing about delivery."""
    _require(form, "MessageSid", "MessageStatus", "To")
    status, code = form.first("MessageStatus"), form.first("ErrorCode")
    if status not in STATUSES:
        return None
    return report(
        sid=form.first("MessageSid"),
        account=form.first("AccountSid"),
        to=form.first("To"),
        status=status,
        error_code=int(code) if code.isdecimal() else None,
    )


def _require(form: Form, *names: str) -> None:
    missing = [name for name in names if not form.first(name)]
    if missing:
        raise Invalid(**dict.fromkeys(missing, "is missing."))
