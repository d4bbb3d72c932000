"""Finding people as one types: how names, addresses and numbers are written down, and what a query looks for.

A key is a kind and a text: `t` the rest of a name or email address from one of its words on, `f` a number's digits from
the front, `s` four or more digits up to its end. A query is the beginning of a key, so one range of one partition has
everything that it finds.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import msgspec

from leadline.domain.numbers import phone_text
from leadline.domain.writing.normal_form import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

SHORTEST_QUERY = 2
LONGEST_KEY = 60
MAX_WORDS = 8
MAX_KEYS = 45
_LAST_DIGITS = 4
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = frozenset("'’‘ʼ`´")


class SearchEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What the index tells of somebody without another look."""

    thread_id: str | None
    lead_id: str | None
    name: str | None
    email: str | None
    phone: str | None
    created_at: datetime | None


def words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation; an ideograph is a word of its own."""
    plain = []
    for character in normal("NFKD", text).casefold().translate(_LETTERS):
        category = unicodedata.category(character)
        if category in ("Mn", "Cf") or character in _APOSTROPHES:
            continue
        if _is_ideograph(character):
            plain.append(f" {character} ")
        else:
            plain.append(character if character.isalnum() or category == "Mc" else " ")
    return "".join(plain).split()


def keys(*, names: Iterable[str], emails: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """Everything that somebody is found by; `numbers` are digits, as one may begin to type them."""
    found: dict[str, None] = {}
    for number in numbers:
        found |= dict.fromkeys(_number_keys(number))
    for name in names:
        found |= dict.fromkeys(_text_keys(words(name)[:MAX_WORDS]))
    for email in emails:
        parts = words(email)[:MAX_WORDS]
        found |= dict.fromkeys(
            key for key in _text_keys(parts) if key != f"t{parts[-1]}"
        )  # not by its top-level domain
    return list(found)[:MAX_KEYS]


def query_key(query: str) -> str | None:
    """What the keys of those begin with whom a query finds; None where it is too short to find anybody."""
    text = phone_text.plain(query)
    if phone_text.is_dialled(text):
        digits = phone_text.digits(text)
        if text.startswith("00") and len(digits) > 2 * _LAST_DIGITS:
            digits = digits[2:]  # an international prefix
        kind = "f" if len(digits) < _LAST_DIGITS else "s"
        return f"{kind}{digits}"[:LONGEST_KEY] if len(digits) >= SHORTEST_QUERY else None
    said = " ".join(words(query))
    return f"t{said}"[:LONGEST_KEY] if len(said) >= SHORTEST_QUERY else None


def _number_keys(digits: str) -> Iterator[str]:
    yield f"f{digits}"
    for start in range(len(digits) - _LAST_DIGITS + 1):
        yield f"s{digits[start:]}"


def _text_keys(parts: list[str]) -> Iterator[str]:
    for start, word in enumerate(parts):
        rest = " ".join(parts[start:])
        yield f"t{rest}"[:LONGEST_KEY]
        if word[0].isdigit():  # what is typed as digits alone looks for numbers
            yield f"f{rest}"[:LONGEST_KEY]
            yield f"s{rest}"[:LONGEST_KEY]


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"
