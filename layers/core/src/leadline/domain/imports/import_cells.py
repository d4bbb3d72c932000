"""Single cells of a file as people really fill them in: read as they were meant, or left out with the reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadline.domain.errors import InvalidNumber
from leadline.domain.leads.lead_draft import LENGTHS, is_email
from leadline.domain.leads.time_zones import zone_of
from leadline.domain.numbers.phone_number import PhoneNumber

if TYPE_CHECKING:
    from collections.abc import Sequence

YES, NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"no", "n", "false", "0", "-"})
_ADDRESS = re.compile(r"""[^\s@<>()\[\],;:"|\\=]+@[^\s@<>()\[\],;:"'|\\=/?]+""")
# Google's contacts put “:::” between a person's numbers, people whatever they like.
_BETWEEN = re.compile(r":::|[;,/|&\r\n]|\b(?:or|and)\b", re.IGNORECASE)
_FEWEST_DIGITS = 7


def email(text: str) -> tuple[str | None, str | None]:
    """Return the address in a cell, and what is to be told of it: `mailto:`, names and dots around it are no matter."""
    if is_email(text) and _ADDRESS.fullmatch(text):
        return text, None
    found = _ADDRESS.findall(text) if len(text) <= LENGTHS["email"] * 2 else []
    addresses = list(dict.fromkeys(address for each in found if is_email(address := each.strip(".'"))))
    if not addresses:
        return None, "This isn't an email address. It was left out."
    if len({address.casefold() for address in addresses}) > 1:
        return addresses[0], f"This cell has {len(addresses)} email addresses. The first was kept."
    return addresses[0], None


def timezone(text: str) -> tuple[str | None, str | None]:
    """Return the zone's name, and what is to be told of a cell that names none."""
    zone = zone_of(text)
    return zone, None if zone else "This isn't a time zone like America/New_York. It was left out."


def phones(text: str) -> Sequence[str]:
    """Return the numbers in a cell, each as it stands there: several only where each could be one."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    numbers = [part for part in parts if sum(character.isdigit() for character in part) >= _FEWEST_DIGITS]
    return parts if len(parts) > 1 and len(numbers) == len(parts) else [text]


def phone(text: str, *, region: str) -> tuple[str, str | None, bool]:
    """Return what to keep of a cell, what is to be told of it, and whether it is a number: the first of several that is one."""
    given = phones(text)
    problem = ""
    for each in given:
        try:
            PhoneNumber.parse(each, region=region)
        except InvalidNumber as wrong:
            problem = problem or str(wrong)
            continue
        which = "first" if each is given[0] else "first that can be read"
        return each, f"This cell has {len(given)} phone numbers. The {which} was kept." if given[1:] else None, True
    return text[: LENGTHS["phone"]], problem, False


def is_primary(text: str) -> tuple[bool, str | None]:
    """Return whether a cell says yes, and what is to be told of one that says neither yes nor no."""
    word = text.casefold()
    return word in YES, None if word in YES | NO else "This is neither yes nor no. It was read as no."


def cut(text: str, longest: int) -> tuple[str, str | None]:
    """Return a text's beginning, and what is to be told where that isn't all of it."""
    return text[:longest], f"This was cut to {longest:,} characters." if len(text) > longest else None
