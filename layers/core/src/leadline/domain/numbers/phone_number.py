"""A phone number is a value that parses or is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadline.domain.errors import InvalidNumber
from leadline.domain.numbers import phone_text

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber as Parsed

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
# Zero comes before one or after nine, as on a keypad; nothing runs on beyond it.
_SEQUENCES = ("01234567890", "09876543210")
# What carriers write for a sender who doesn't show a number: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE,
# spelled on a keypad.
_WITHHELD = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})

NO_COUNTRY_CODE = "This number has no country code. Add it, like +12025550143."
NO_SUCH_COUNTRY = "No country has this number's country code. Check the digits after the plus."
TOO_SHORT = "This number is too short. Check that no digits are missing."
NO_AREA_CODE = "This number has no area code. Enter all of it, like +12025550143."
MADE_UP = "This number is made up: its digits run in order or are all the same."
NOBODYS = "This number isn't valid in its country. Check the digits."


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A phone number in E.164, e.g. +12025550143."""

    e164: str

    @classmethod
    def parse(cls, text: str, *, region: str | None = None) -> PhoneNumber:
        """Read a number that somebody can have, written with its country code or as dialled in `region` (ISO 3166).

        Any usual notation is read; no digit is added, lost or made of a letter. Raises InvalidNumber, whose sentence
        says what is wrong: another text than one number, a wrong length or country code, digits that nobody is given.
        """
        parsed = _read(text, region)
        if not _is_valid(parsed):
            raise InvalidNumber(NOBODYS)
        return _number(parsed)

    @classmethod
    def possible(cls, text: str, *, region: str | None = None) -> PhoneNumber:
        """Read a number that may exist though no plan of a country's numbers that we have says so; raises InvalidNumber.

        For what must not be refused because our plans are older than the number: an opt-out, an erasure.
        """
        return _number(_read(text, region))

    @property
    def dialled(self) -> tuple[str, ...]:
        """The digits of this number as people begin to write it: with its country code, and as one dials it at home."""
        import phonenumbers  # noqa: PLC0415 - as below

        try:
            parsed = phonenumbers.parse(self.e164, None)
        except phonenumbers.NumberParseException:
            return (self.e164[1:],)  # a carrier's own, of no country
        at_home = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
        return tuple(dict.fromkeys((self.e164[1:], phone_text.digits(at_home), str(parsed.national_number))))


def _read(text: str, region: str | None) -> Parsed:
    """Parse what is one number of a possible length; raises InvalidNumber."""
    if len(text) > phone_text.LONGEST:
        raise InvalidNumber(phone_text.LONG)
    written = phone_text.plain(text)
    if tailed := phone_text.without_tail(written):
        written = _less_its_tail(*tailed, region)
    if problem := phone_text.problem(written):
        raise InvalidNumber(problem)
    return _parsed(written, region)


def _less_its_tail(whole: str, zeros: str, region: str | None) -> str:
    """Return the number of 2125550143.0; raises InvalidNumber where the zeros might be digits of somebody's number."""
    for end in range(len(zeros) + 1):
        try:
            is_somebodys = _is_valid(_parsed(whole + zeros[:end], region))
        except InvalidNumber:
            is_somebodys = False
        if is_somebodys is not (end == 0):
            raise InvalidNumber(phone_text.FIGURE)
    return whole


def _parsed(written: str, region: str | None) -> Parsed:
    import phonenumbers  # noqa: PLC0415 - costs a cold start dearly, and what the carrier names needs no parsing

    try:
        parsed = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException as wrong:
        raise InvalidNumber(_unreadable(written, wrong.error_type)) from None
    if wrong_length := _wrong_length(parsed):
        raise InvalidNumber(wrong_length)
    national = phonenumbers.national_significant_number(parsed)
    if len(set(national)) == 1 or any(national in sequence for sequence in _SEQUENCES):
        raise InvalidNumber(MADE_UP)
    return parsed


def _unreadable(written: str, kind: int) -> str:
    from phonenumbers import NumberParseException  # noqa: PLC0415 - as above

    if kind == NumberParseException.INVALID_COUNTRY_CODE:
        return NO_SUCH_COUNTRY if written.lstrip("([ ").startswith("+") else NO_COUNTRY_CODE
    if kind == NumberParseException.TOO_LONG:
        return phone_text.LONG
    return TOO_SHORT if phone_text.digits(written) else phone_text.WORDLESS


def _wrong_length(parsed: Parsed) -> str | None:
    from phonenumbers import ValidationResult, is_possible_number_with_reason  # noqa: PLC0415 - as above

    sentences = {
        ValidationResult.IS_POSSIBLE: None,
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY: NO_AREA_CODE,  # dialled within a town
        ValidationResult.INVALID_COUNTRY_CODE: NO_SUCH_COUNTRY,
        ValidationResult.TOO_SHORT: TOO_SHORT,
        ValidationResult.TOO_LONG: phone_text.LONG,
    }
    return sentences.get(is_possible_number_with_reason(parsed), NOBODYS)


def _is_valid(parsed: Parsed) -> bool:
    import phonenumbers  # noqa: PLC0415 - as above

    return phonenumbers.is_valid_number(parsed)


def _number(parsed: Parsed) -> PhoneNumber:
    import phonenumbers  # noqa: PLC0415 - as above

    return PhoneNumber(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def is_e164(text: str) -> bool:
    """Say whether a number is written as carriers write it: plus, country code, 7 to 15 digits in all (ITU-T E.164)."""
    return _E164.fullmatch(text) is not None


def can_be_answered(address: str) -> bool:
    """Say whether a text can go where one came from: not to a short code, a name, or a sender who shows no number."""
    return is_e164(address) and address not in _WITHHELD


def is_region(text: str) -> bool:
    """Say whether numbers are dialled in a country of this name (two letters of ISO 3166)."""
    import phonenumbers  # noqa: PLC0415 - as above

    return text in phonenumbers.SUPPORTED_REGIONS
