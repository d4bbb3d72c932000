"""Twilio's webhooks: is it really Twilio, and what does it say?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator

from leadline.adapters.twilio.reports import STATUSES, report
from leadline.domain.errors import BadSignature, Invalid
from leadline.domain.opt_outs.opt_out import Word
from leadline.domain.texting.message import MAX_MEDIA, Media
from leadline.domain.texting.provider import InboundText, Report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIGNATURE = "x-twilio-signature"
# What Twilio is answered: a content type and TwiML that does nothing.
REPLY = ("text/xml", "<Response/>")
MAX_FIELDS = 1000
# Present with Advanced Opt-Out only (twilio.com/docs/messaging/tutorials/advanced-opt-out).
# As docs/openapi.yaml has it, in bytes: what is longer is no phone, sender or id, nor a key of the tables.
_LONGEST = {"MessageSid": 64, "MessagingServiceSid": 64, "From": 320, "To": 320}
_WORDS = {"STOP": Word.STOP, "START": Word.START, "HELP": Word.HELP}


class Form(dict[str, list[str]]):
    """A posted form with every value kept, as the SDK's validator reads it."""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])

    def first(self, name: str) -> str:
        return next(iter(self.get(name, [])), "")


def verified_form(
    *, path: str, body: bytes, headers: Mapping[str, str], public_url: str, tokens: Mapping[str, Sequence[str]]
) -> Form:
    """Return the posted form; raises BadSignature unless Twilio signed it for our public address."""
    form = _form(body)
    if not is_signed(form, url=public_url + path, signature=headers.get(SIGNATURE, ""), tokens=tokens):
        raise BadSignature
    return form


def _form(raw: bytes) -> Form:
    """Read a form with blank and repeated values; raises BadSignature for what can't be one."""
    form = Form()
    try:
        for name, value in parse_qsl(
            raw.decode(), keep_blank_values=True, strict_parsing=False, errors="strict", max_num_fields=MAX_FIELDS
        ):
            form.setdefault(name, []).append(value)
    except ValueError:
        raise BadSignature from None
    return form


def is_signed(form: Form, *, url: str, signature: str, tokens: Mapping[str, Sequence[str]]) -> bool:
    """Say whether the form was signed for `url` by a token, present or older, of the account it names."""
    usable = [token for token in tokens.get(form.first("AccountSid"), ()) if token]
    try:
        return any(RequestValidator(token).validate(url, form, signature) for token in usable)
    except UnicodeEncodeError:
        return False  # half a surrogate pair: nobody can have signed it


def inbound_text(form: Form) -> InboundText:
    """Read a text that came in; raises Invalid where a required parameter is missing or can't be."""
    _require(form, "MessageSid", "From", "To")
    media = [
        Media(form.first(f"MediaUrl{index}"), form.first(f"MediaContentType{index}") or "application/octet-stream")
        for index in range(min(_number(form.first("NumMedia")) or 0, MAX_MEDIA))
    ]
    return InboundText(
        provider_id=form.first("MessageSid"),
        account=form.first("AccountSid"),
        sender=form.first("From"),
        recipient=form.first("To"),
        route=form.first("MessagingServiceSid") or None,
        body=form.first("Body"),
        media=tuple(item for item in media if item.url),
        word=_WORDS.get(form.first("OptOutType")),
    )


def delivery_report(form: Form) -> Report | None:
    """Read a status callback; None for a status that says nothing about delivery."""
    _require(form, "MessageSid", "MessageStatus", "To")
    status = form.first("MessageStatus")
    if status not in STATUSES:
        return None
    return report(
        sid=form.first("MessageSid"),
        account=form.first("AccountSid"),
        to=form.first("To"),
        status=status,
        error_code=_number(form.first("ErrorCode")),
    )


def _require(form: Form, *names: str) -> None:
    wrong = dict.fromkeys((name for name in names if not form.first(name)), "is missing.")
    wrong |= {name: "is too long." for name, longest in _LONGEST.items() if len(form.first(name).encode()) > longest}
    if wrong:
        raise Invalid(**wrong)


def _number(text: str) -> int | None:
    """Return a count or a code; None for what is neither."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
