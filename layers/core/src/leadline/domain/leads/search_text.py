"""What somebody types to find a person by number or name, and whether it is in theirs."""

from __future__ import annotations

from leadline.domain.leads.search import words
from leadline.domain.numbers.phone_text import digits, plain


class Sought:
    """Part of a number in any notation, or of a name in any case and with or without accents."""

    def __init__(self, text: str) -> None:
        self._letters = " ".join(words(text))
        self._digits = digits(plain(text)) if _is_number(text) else ""

    def is_in(self, *, phone: str, name: str | None) -> bool:
        if self._digits and self._digits in phone:
            return True
        return bool(self._letters) and self._letters in " ".join(words(name or ""))


def _is_number(text: str) -> bool:
    return not any(character.isalpha() for character in text)
