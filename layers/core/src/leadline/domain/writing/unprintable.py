"""Characters that no text of a person has: controls, halves of characters, and what Unicode keeps from being any."""

import unicodedata

# Controls that are typed: a tab and the ends of lines.
_TYPED = frozenset("\t\n\r")
WRONG = "take out the control characters: only tabs and line breaks may be in a text."


def has_unprintable(text: str) -> bool:
    """Say whether something in a text is no character of writing."""
    return not text.isprintable() and any(map(_is_unprintable, text))


def has_unprintable_within(value: object) -> bool:
    """Say the same of a value of JSON, with all that is in it."""
    if isinstance(value, dict):
        return any(map(has_unprintable_within, (*value, *value.values())))
    if isinstance(value, list):
        return any(map(has_unprintable_within, value))
    return isinstance(value, str) and has_unprintable(value)


def without_unprintable(text: str) -> str:
    """Return a text less what is no character of writing: what a file or a carrier says is kept, not refused."""
    return "".join(character for character in text if not _is_unprintable(character)) if has_unprintable(text) else text


def is_blank(text: str) -> bool:
    """Say whether a text shows nothing: only spaces, control and format characters. The portal has the same rule."""
    return all(character.isspace() or unicodedata.category(character) in ("Cc", "Cf") for character in text)


def _is_unprintable(character: str) -> bool:
    if character in _TYPED:
        return False
    point = ord(character)
    return unicodedata.category(character) in ("Cc", "Cs") or point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
