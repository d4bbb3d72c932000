"""Rows of a CSV file, read from the first byte of any row on: wherever one begins, the rows that follow are the same."""

from __future__ import annotations

import csv
import re
from collections import deque
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from leadline.domain.imports.csv_quotes import understood
from leadline.domain.writing.visible import is_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Bytes and lines after which a row is none: mostly a quote that was opened and never closed. Then its first line is a row by
# itself, and the others are read again: so these bound what one row costs.
LONGEST, MOST_LINES = 64 * 1024, 1000
SHOWN = 200
UNREADABLE = "This line is longer than 64 KB."
# Controls that no cell needs, and that other programs leave behind: NUL, the Ctrl-Z of DOS at a file's end.
_CONTROLS = dict.fromkeys({*range(32), *range(127, 160)} - {*b"\t\n\r\x85"})


class Encoding(Enum):
    """How a file's characters are written; `TEXT` is UTF-8, and Windows-1252 in each line that isn't UTF-8."""

    TEXT = "text"
    UTF_16_LE = "utf-16-le"
    UTF_16_BE = "utf-16-be"

    @property
    def mark(self) -> bytes:
        """What a file may begin with to say so."""
        return {"text": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[self.value]

    def decoded(self, line: bytes) -> str:
        """Return a line's text, as it is in all the file's other lines or not: files are glued together from many."""
        if self is not Encoding.TEXT:
            return line.decode(self.value, "replace")
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode("windows-1252", "replace")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row: its number as a spreadsheet counts, where the next one begins, and its first characters as they stand there.

    With `is_whole` False it couldn't be read, and has no cells; with `doubt` it was, but perhaps not as it was meant.
    """

    number: int
    end: int
    cells: tuple[str, ...]
    text: str
    is_whole: bool = True
    doubt: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to be seen in it."""
        return self.is_whole and not any(is_visible(cell) for cell in self.cells)


class _Line(msgspec.Struct, frozen=True):
    text: str
    size: int
    is_whole: bool


def encoding_of(beginning: bytes) -> Encoding:
    """Tell how a file is written by how it begins."""
    sixteen = (Encoding.UTF_16_LE, Encoding.UTF_16_BE)
    return next((each for each in sixteen if beginning.startswith(each.mark)), Encoding.TEXT)


def first_byte(beginning: bytes) -> int:
    """Return where a file's first row begins: after its mark and Excel's line that names the delimiter, if it has them."""
    encoding = encoding_of(beginning)
    start = len(encoding.mark) if beginning.startswith(encoding.mark) else 0
    line = next(_lines([beginning[start : start + _LONGEST_SEP]], encoding), None)
    return start + line.size if line and _SEP.fullmatch(line.text) else start


def read(
    chunks: Iterable[bytes], *, encoding: Encoding, delimiter: str, width: int, start: int, number: int
) -> Iterator[Row]:
    """Read rows from bytes that begin at `start`, where the row of this `number` begins; `width` is the list's columns."""
    lines = _Lines(chunks, encoding)
    while taken := _record(lines, delimiter):
        if taken[0].is_whole:
            cells, doubt, used = understood([line.text for line in taken], delimiter=delimiter, width=width)
        else:
            cells, doubt, used = [], None, 1
        lines.give_back(taken[used:])
        start += sum(line.size for line in taken[:used])
        yield Row(
            number=number,
            end=start,
            cells=tuple(cell.translate(_CONTROLS) for cell in cells),
            text="".join(line.text for line in taken[:used]).rstrip("\r\n")[:SHOWN],
            is_whole=taken[0].is_whole,
            doubt=doubt,
        )
        number += 1


def _record(lines: _Lines, delimiter: str) -> list[_Line]:
    """Take the lines of one row: more than one while a quote is open, up to a limit."""
    taken: list[_Line] = []
    size = 0

    def asked_for() -> Iterator[str]:
        nonlocal size
        while size < LONGEST and len(taken) < MOST_LINES and (line := lines.take()) is not None:
            if taken and not line.is_whole:
                return lines.give_back([line])
            taken.append(line)
            size += line.size
            yield line.text

    try:
        next(csv.reader(asked_for(), delimiter=delimiter), None)
    except csv.Error:  # a cell that is longer than the module takes
        lines.give_back(taken[1:])
        del taken[1:]
    return taken


class _Lines:
    """A file's lines, some of which may be given back to be taken again."""

    def __init__(self, chunks: Iterable[bytes], encoding: Encoding) -> None:
        self._lines = _lines(chunks, encoding)
        self._given_back: deque[_Line] = deque()

    def take(self) -> _Line | None:
        return self._given_back.popleft() if self._given_back else next(self._lines, None)

    def give_back(self, lines: list[_Line]) -> None:
        self._given_back.extendleft(reversed(lines))


# The line of Excel's that names a file's delimiter; Excel takes it for no row, and counts from the next one.
_SEP = re.compile(r'"?sep=.?"?[,;\t|]*[\r\n]*', re.IGNORECASE)
_LONGEST_SEP = 64
# A line with its end, and an end by itself; in UTF-16 only where a character begins. A group isn't repeated possessively:
# Python 3.11's first releases go wrong there.
_ONE_BYTE = (re.compile(rb"[^\r\n]*+(?:\r\n|\r|\n)"), b"\r")
_LINES = {
    Encoding.TEXT: _ONE_BYTE,
    Encoding.UTF_16_LE: (re.compile(rb"(?:(?![\r\n]\0)..)*(?:\r\0\n\0|\r\0|\n\0)", re.DOTALL), b"\r\0"),
    Encoding.UTF_16_BE: (re.compile(rb"(?:(?!\0[\r\n])..)*(?:\0\r\0\n|\0\r|\0\n)", re.DOTALL), b"\0\r"),
}


def _lines(chunks: Iterable[bytes], encoding: Encoding) -> Iterator[_Line]:
    """Cut bytes into lines; of one that is too long only the beginning is kept."""
    pattern, carriage_return = _LINES[encoding]
    held, beginning, dropped = b"", b"", 0
    for chunk in chain(chunks, (None,)):
        held += chunk or b""
        place = 0
        while found := pattern.match(held, place):
            rest = len(held) - found.end()
            if chunk is not None and rest < len(carriage_return) and found[0].endswith(carriage_return):
                break  # its other half, a line feed, may be yet to come
            yield _line(beginning + found[0], dropped + len(found[0]), encoding)
            beginning, dropped, place = b"", 0, found.end()
        held = held[place:]
        if len(held) > LONGEST:
            beginning = beginning or held[:LONGEST]
            kept = 2 + len(held) % 2  # a half of a line's end
            dropped, held = dropped + len(held) - kept, held[-kept:]
    if held:
        yield _line(beginning + held, dropped + len(held), encoding)


def _line(line: bytes, size: int, encoding: Encoding) -> _Line:
    return _Line(encoding.decoded(line[:LONGEST]), size, size <= LONGEST)
