"""How many SMS parts a text takes; the carrier bills each (GSM 03.38, FACTS: 160/153 or 70/67)."""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


def count_segments(body: str) -> int:
    """Return the number of parts that `body` is sent in."""
    if all(character in _BASIC or character in _EXTENDED for character in body):
        return _parts([2 if character in _EXTENDED else 1 for character in body], single=160, each=153)
    return _parts([2 if ord(character) > 0xFFFF else 1 for character in body], single=70, each=67)


def _parts(widths: list[int], *, single: int, each: int) -> int:
    """Fill parts one by one: a character of two units is never split between them."""
    if sum(widths) <= single:
        return 1
    parts, room = 1, each
    for width in widths:
        if width > room:
            parts, room = parts + 1, each
        room -= width
    return parts
