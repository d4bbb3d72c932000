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
    def parse(cls, text: str, *, region: str | None = None) -> "PhoneNumber":
        """Read a number in any usual notation, with its country code or as one dials it within `region` (ISO 3166).

        Raises InvalidNumber for a wrong length, a missing or unknown country code, or digits that nobody is
        given: all the same, or counted up or down (help page “Starting a new conversation”).
        """
        import phonenumbers  # noqa: PLC0415 - costs a cold start dearly, and what the carrier names needs no parsing

        try:
            parsed = phonenumbers.parse(text.strip(), region)
        except phonenumbers.NumberParseException:
            raise InvalidNumber from None
        national = str(parsed.national_number)
        made_up = len(set(national)) == 1 or any(national in sequence for sequence in _SEQUENCES)
        # Not one that is only dialled within a town, without its area code.
        possible = phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE
        if parsed.extension or made_up or not possible:
            raise InvalidNumber
        return cls(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))

    @property
    def dialled(self) -> tuple[str, ...]:
        """The digits of this number as people begin to write it: with its country code, and as one dials it at home."""
        import phonenumbers  # noqa: PLC0415 - as above

        parsed = phonenumbers.parse(self.e164, None)
        at_home = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
        return tuple(dict.fromkeys((self.e164[1:], _digits(at_home), str(parsed.national_number))))


def _digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789")


def is_e164(text: str) -> bool:
    """Say whether a number is written as carriers write it: plus, country code, 7 to 15 digits in all (ITU-T E.164)."""
    return _E164.fullmatch(text) is not None


def is_region(text: str) -> bool:
    """Say whether numbers are dialled in a country of this name (two letters of ISO 3166)."""
    import phonenumbers  # noqa: PLC0415 - as above

    return text in phonenumbers.SUPPORTED_REGIONS
