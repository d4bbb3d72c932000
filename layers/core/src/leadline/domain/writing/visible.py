"""What people see of a text: a name that is made of invisible characters is none."""

import unicodedata

# Blanks that Unicode calls letters or symbols: fillers of Hangul, the empty pattern of Braille.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Mc", "Me"})


def is_visible(text: str) -> bool:
    """Tell whether there is anything to see; a mark without a letter before it is nothing."""
    return any(not _is_unseen(each) and unicodedata.category(each) not in _MARKS for each in text)


def trimmed(text: str) -> str:
    """Return a text without the spaces and the invisible characters around it; empty where nothing is to be seen."""
    if text.isascii() and text.isprintable():
        return text.strip()
    if not is_visible(text):
        return ""
    seen = [place for place, each in enumerate(text) if not _is_unseen(each)]
    return text[seen[0] : seen[-1] + 1]


def _is_unseen(character: str) -> bool:
    return character in _BLANKS or unicodedata.category(character) in _UNSEEN
