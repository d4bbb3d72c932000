"""How many segments a text takes (3GPP TS 23.038): 160 or 153 characters of GSM-7, else 70 or 67 of UCS-2."""

from collections.abc import Sequence

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")


def count(body: str) -> int:
    """The number of segments; an empty text takes one."""
    if all(character in BASIC or character in EXTENSION for character in body):
        return _parts([2 if character in EXTENSION else 1 for character in body], single=160, joined=153)
    return _parts([2 if ord(character) > 0xFFFF else 1 for character in body], single=70, joined=67)


def _parts(sizes: Sequence[int], *, single: int, joined: int) -> int:
    if sum(sizes) <= single:
        return 1
    parts, room = 1, joined
    for size in sizes:
        if size > room:
            parts, room = parts + 1, joined
        room -= size
    return parts
