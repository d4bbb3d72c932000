"""A phone number is a value that parses or is refused."""

import re
from dataclasses import dataclass

from leadline.domain.errors import InvalidNumber

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_SEQUENCES = ("01234567890123456789", "98765432109876543210")


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A possible phone number in E.164, e.g. +12025550143."""

    e164: str

    @classmethod
    def parse(cls, text: str) -> "PhoneNumber":
        """Read a number with its country code in any usual notation.

        Raises InvalidNumber for a wrong length, a missing or unknown country code, or digits that nobody is
        given: all the same, or counted up or down (help page “Starting a new conversation”).
        """
        import phonenumbers  # noqa: PLC0415 - costs a cold start dearly, and what the carrier names needs no parsing

        try:
            parsed = phonenumbers.parse(text.strip(), None)
        except phonenumbers.NumberParseException:
            raise InvalidNumber from None
        national = str(parsed.national_number)
        made_up = len(set(national)) == 1 or any(national in sequence for sequence in _SEQUENCES)
        if parsed.extension or made_up or not phonenumbers.is_possible_number(parsed):
            raise InvalidNumber
        return cls(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def is_e164(text: str) -> bool:
    """Say whether a number is written as carriers write it: plus, country code, 7 to 15 digits in all (ITU-T E.164)."""
    return _E164.fullmatch(text) is not None
