"""What a form, a file or a program says of a lead, checked as far as it can be without looking anything up."""

import re
from dataclasses import dataclass, fields
from typing import Any

from msgspec import UNSET, UnsetType

from leadline.domain.errors import Invalid, InvalidNumber
from leadline.domain.leads.time_zones import is_timezone
from leadline.domain.numbers.phone_number import PhoneNumber
from leadline.domain.writing.unprintable import is_blank

LENGTHS = {"name": 200, "email": 320, "phone": 64, "event": 200, "source": 200, "timezone": 64, "client_id": 64}
MAX_FIELDS, MAX_FIELD_NAME, MAX_FIELD_VALUE = 50, 100, 1000
# Loose on purpose (RFC 5321 allows more than people believe): one @, a dot after it, nothing that isn't to be seen.
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadDraft:
    """A signup as a form, a file or a program gives it; raises Invalid naming each field that is wrong."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    event: str | None = None
    source: str | None = None
    fields: dict[str, str] | None = None
    timezone: str | None = None
    client_id: str | None = None
    is_primary_contact: bool = False

    def __post_init__(self) -> None:
        wrong = _wrong(self)
        if not wrong and all(is_blank(text or "") for text in (self.name, self.email, self.phone)):
            wrong["name"] = "enter a name, an email address or a phone number."
        if wrong:
            raise Invalid(**wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadChange:
    """What is to be changed of a lead: a field left out stays, None empties it; raises Invalid."""

    name: str | UnsetType | None = UNSET
    email: str | UnsetType | None = UNSET
    phone: str | UnsetType | None = UNSET
    event: str | UnsetType | None = UNSET
    source: str | UnsetType | None = UNSET
    fields: dict[str, str] | UnsetType | None = UNSET
    timezone: str | UnsetType | None = UNSET
    client_id: str | UnsetType | None = UNSET
    is_primary_contact: bool | UnsetType = UNSET

    def __post_init__(self) -> None:
        if wrong := _wrong(self):
            raise Invalid(**wrong)

    def given(self) -> dict[str, Any]:
        """The fields that are to be changed, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not UNSET}


def _wrong(draft: LeadDraft | LeadChange) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for name, longest in LENGTHS.items():
        text = getattr(draft, name)
        if isinstance(text, str) and len(text) > longest:
            wrong[name] = f"shorten it to {longest} characters; it has {len(text):,}."
    if isinstance(draft.email, str) and draft.email.strip() and not is_email(draft.email.strip()):
        wrong.setdefault("email", "enter an email address like ann@example.com, or leave it out.")
    if isinstance(draft.timezone, str) and draft.timezone.strip() and not is_timezone(draft.timezone.strip()):
        wrong["timezone"] = "choose a time zone like America/New_York, or leave it out."
    if isinstance(draft.fields, dict) and (problem := _wrong_fields(draft.fields)):
        wrong["fields"] = problem
    return wrong


def _wrong_fields(given: dict[str, str]) -> str | None:
    if len(given) > MAX_FIELDS:
        return f"use at most {MAX_FIELDS} fields."
    if any(not 1 <= len(name.strip()) <= MAX_FIELD_NAME or len(name) > MAX_FIELD_NAME for name in given):
        return f"give each field a name of 1 to {MAX_FIELD_NAME} characters."
    if any(len(value) > MAX_FIELD_VALUE for value in given.values()):
        return f"use values of at most {MAX_FIELD_VALUE:,} characters."
    return None


def is_email(text: str) -> bool:
    """Tell whether a text could be an email address."""
    return _EMAIL.fullmatch(text) is not None and text.isprintable()


def phone_of(text: str | None, *, region: str) -> tuple[str | None, str | None]:
    """Read a phone as a person writes it: its E.164 form, or else what was given, which can't be a phone.

    A number without a country code is taken for one of `region` (ISO 3166).
    """
    if not text:
        return None, None
    try:
        return PhoneNumber.parse(text, region=region).e164, None
    except InvalidNumber:
        return None, text
