"""What somebody types to find a person by number or name, and whether it is in theirs."""

from __future__ import annotations

import unicodedata


class Sought:
    """Part of a number in any notation, or of a name in any case and with or without accents."""

    def __init__(self, text: str) -> None:
        self._letters = _plain(text)
        self._digits = "".join(filter(str.isdigit, text)) if _is_number(text) else ""

    def is_in(self, *, phone: str, name: str | None) -> bool:
        return bool(self._digits and self._digits in phone) or self._letters in _plain(name or "")


def _is_number(text: str) -> bool:
    return not any(character.isalpha() for character in text)


def _plain(text: str) -> str:
    """Return a text without what people leave out or write differently: case, accents, doubled spaces."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(character for character in apart if not unicodedata.combining(character)).split())
