"""Quotes in CSV that don't stand where they should: what they swallow is found, and each row is read by itself.

The portal's preview reads by the same rules (portal/src/csv/rows.ts); one table of cases holds both.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN = "A quote is opened here and not closed before the next row begins. Check what was read of this row."
TEXT_AFTER = "Text follows a closing quote here. Check what was read of this row."
# With fewer columns, a line of a note has as many delimiters by chance.
_MANY_COLUMNS = 4
_PHONE_DIGITS = 7


def understood(lines: Sequence[str], *, delimiter: str, width: int) -> tuple[Sequence[str], str | None, int]:
    """Return a row's cells, what is doubtful about them, and how many of the lines are this row's.

    The lines are those that an open quote holds together. Where it holds rows together that are rows by themselves, or is
    never closed, only the first line is this row. Otherwise a line break in a cell is one.
    """
    cells = next(csv.reader(lines, delimiter=delimiter), [])
    if len(lines) == 1 and '"' not in lines[0]:
        return cells, None, 1
    if _is_closed(lines, delimiter):
        doubt = None if _is_strict(lines, delimiter) else TEXT_AFTER
        if len(lines) == 1 and doubt:
            return _by_width(lines[0], delimiter=delimiter, width=width), doubt, 1
        if len(lines) == 1 or not _holds_rows(lines, len(cells), delimiter=delimiter, width=width):
            return cells, doubt, len(lines)
    return _by_width(lines[0], delimiter=delimiter, width=width), OPEN, 1


def _is_strict(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether each quote stands where it should; spaces after a closing one do no harm."""
    spaced = re.compile(rf'" +(?={re.escape(delimiter)}|[\r\n]|\Z)')
    try:
        next(csv.reader((spaced.sub('"', line) for line in lines), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return False
    return True


def _is_closed(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether no quote is open at the end: then a line after it isn't asked for."""
    asked = [*lines, ""]
    reader = csv.reader(asked, delimiter=delimiter)
    next(reader, [])
    return reader.line_num <= len(lines)


def _holds_rows(lines: Sequence[str], parsed: int, *, delimiter: str, width: int) -> bool:
    """Tell whether lines that a quote holds together look like rows of their own: the first, and half of the others."""
    first, *others = [_cells(line, delimiter) for line in lines if line.strip()]
    wanted = width if parsed == width else min(width, len(first))
    rows = sum(_is_row(cells, wanted) for cells in others)
    return len(first) >= wanted > 1 and rows * 2 >= len(others) > 0


def _is_row(cells: Sequence[str], width: int) -> bool:
    if len(cells) == width >= _MANY_COLUMNS:
        return True
    return len(cells) >= width and any("@" in cell or _digits(cell) >= _PHONE_DIGITS for cell in cells)


def _digits(cell: str) -> int:
    return sum(character.isdigit() for character in cell)


def _by_width(line: str, *, delimiter: str, width: int) -> Sequence[str]:
    """Read one line, its stray quotes as characters, or as far as they reach: whichever makes a row of the list's width."""
    alone = _cells(line, delimiter)
    far = next(csv.reader([line], delimiter=delimiter), [])
    return far if len(alone) != width and len(far) <= width else alone


def _cells(line: str, delimiter: str) -> Sequence[str]:
    """Cut a line into cells; a quote that isn't closed before a delimiter is a character like any other."""
    return [
        found["quoted"].replace('""', '"') if found["quoted"] is not None else found["plain"]
        for found in _cell(delimiter).finditer(line.rstrip("\r\n"))
    ]


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    return re.compile(rf'(?:^|{sign})(?:"(?P<quoted>[^"]*(?:""[^"]*)*)" *(?={sign}|\Z)|(?P<plain>[^{sign}]*))')
