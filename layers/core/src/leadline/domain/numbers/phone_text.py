"""A phone number as people, files and programs write it: its signs in plain ASCII, and what stands there that isn't one."""

import re
import unicodedata

# More than any number with its decorations, and as docs/openapi.yaml has it; what is longer isn't read at all.
LONGEST = 64
# What nobody sees and Unicode doesn't call a format character: joiners, fillers, blanks (DerivedCoreProperties.txt,
# Default_Ignorable_Code_Point, and the empty Braille cell).
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DASHES = frozenset("\u2043\u2212\u30fc")
_SIGNS = frozenset("0123456789+()[]-./ ")
# Of a whole number, as people write it; E.164 has 15 at most.
_LEAST_DIGITS, _MOST_DIGITS = 7, 15

WORDLESS = "There is no phone number here. Enter one with its country code, like +12025550143."
EMAIL = "This is an email address. Enter a phone number, like +12025550143."
SHORTENED = "A spreadsheet has shortened this number, so its last digits are lost. Format its column as text and enter it again."
FIGURE = "This looks like an amount from a spreadsheet, so its digits may be wrong. Format its column as text and enter it again."
EXTENSION = "This number has an extension, and an extension can't be texted. Enter a direct number without one."
SEVERAL = "There are two numbers here. Enter only the one to text."
WORDS = "There are letters or words beside this number. Enter only the number, like +12025550143."
LETTERS = "This number is written with letters. Use digits only, like +12025550143."
STRANGE = "There are characters in this number that don't belong. Enter it like +12025550143."
LONG = "This number is too long. Check it, and enter only one number."

# Texts, compiled at their first use: who only takes in what a carrier wrote needs none of them.
_SCIENTIFIC = r"(?i)[+-]?\d+(?:[.,]\d+)?\s*e\s*[+-]?\s*\d+"
_THOUSANDS = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?"
_DECIMAL = r"[^.,]*\d[.,]\d{1,2}"
_EXTENSION = r"(?i)[\d)]\s*[,;(]?\s*(?:ext(?:n|ension)?|x|#)\s*[.:=#]?\s*\d{1,7}\s*\)?$"
_BETWEEN = r"(?i)[,;|&/]|:{2,}|\b(?:or|and)\b"
_SPREADSHEET = r"(\+?\d+)[.,](0+)"


def plain(text: str) -> str:
    """Return a text without what nobody sees, with the digits, dashes, spaces and signs of all scripts in ASCII."""
    shown = "".join(character if " " <= character <= "~" else _plain(character) for character in text)
    return re.sub(r"^tel:", "", shown.strip(), flags=re.IGNORECASE)


def digits(text: str) -> str:
    """Return the digits of a plain text."""
    return "".join(character for character in text if character in "0123456789")


def is_dialled(written: str) -> bool:
    """Say whether a plain text has nothing but digits and the signs that people put between them."""
    return bool(written) and set(written) <= _SIGNS


def without_tail(written: str) -> tuple[str, str] | None:
    """Return a whole number and the zeros that a spreadsheet has put behind it, as in 2125550143.0; None for any other."""
    found = re.fullmatch(_SPREADSHEET, written)
    return (found[1], found[2]) if found else None


def problem(written: str) -> str | None:
    """Return what keeps a plain text from being one number, in a sentence; None where only its digits can be wrong."""
    if len(written) > LONGEST:
        return LONG
    if written and (found := _of_what_else_it_is(written)):
        return found
    if is_dialled(written) and "+" not in written.lstrip("+([ "):
        return None
    if any(character.isalpha() for character in written):
        return WORDS if len(digits(written)) >= _LEAST_DIGITS else LETTERS if digits(written) else WORDLESS
    return STRANGE if digits(written) else WORDLESS


def _of_what_else_it_is(written: str) -> str | None:
    if "@" in written:
        return EMAIL
    if re.fullmatch(_SCIENTIFIC, written):
        return SHORTENED
    if re.fullmatch(_THOUSANDS, written) or re.fullmatch(_DECIMAL, written):
        return FIGURE
    if re.search(_EXTENSION, written):
        return EXTENSION
    return SEVERAL if _is_several(written) else None


def _is_several(written: str) -> bool:
    """Two whole numbers, or one with the end of another (“555-0143/44”)."""
    parts = [digits(part) for part in re.split(_BETWEEN, written)]
    if len(parts) > 1 and len(parts[0]) >= _LEAST_DIGITS:
        return len(parts[1]) >= _LEAST_DIGITS or ("/" in written and 0 < len(parts[1]) < 5)
    words = [digits(word) for word in re.split(r"(?=\+)|\s+", written)]
    seen = 0
    for word in words[:-1]:
        seen += len(word)
        if seen >= _LEAST_DIGITS and sum(map(len, words)) - seen >= _LEAST_DIGITS:
            return sum(map(len, words)) > _MOST_DIGITS or "+" in written[1:]
    return False


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character in "\t\n\v\f\r\x85":
        return " "
    if category in ("Cc", "Cf") or character in _UNSEEN or _selects_a_variant(character):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character in _DASHES:
        return "-"
    # The full-width forms of ASCII stand in the same order.
    return chr(ord(character) - 0xFEE0) if "\uff01" <= character <= "\uff5e" else character


def _selects_a_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
