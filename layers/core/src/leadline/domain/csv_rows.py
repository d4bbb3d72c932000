"""Rows of a CSV file, read from the first byte of any row on: wherever one begins, the rows that follow are the same."""

from __future__ import annotations

import csv
import re
from collections import deque
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Bytes after which a row is none: mostly a quote that was opened and never closed. Then its first line alone is refused.
LONGEST = 64 * 1024
SHOWN = 200
UNREADABLE = "A quote is opened here that isn't closed within 64 KB, or the line is longer than that."


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

    With `is_whole` False it couldn't be read, and has no cells.
    """

    number: int
    end: int
    cells: tuple[str, ...]
    text: str
    is_whole: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return self.is_whole and not any(cell.strip() for cell in self.cells)


class _Line(msgspec.Struct, frozen=True):
    text: str
    size: int
    is_whole: bool


def encoding_of(beginning: bytes) -> Encoding:
    """Tell how a file is written by how it begins."""
    sixteen = (Encoding.UTF_16_LE, Encoding.UTF_16_BE)
    return next((each for each in sixteen if beginning.startswith(each.mark)), Encoding.TEXT)


def first_byte(beginning: bytes) -> int:
    """Return where a file's first row begins: after its mark, where it has one."""
    mark = encoding_of(beginning).mark
    return len(mark) if beginning.startswith(mark) else 0


def read(chunks: Iterable[bytes], *, encoding: Encoding, delimiter: str, start: int, number: int) -> Iterator[Row]:
    """Read rows from bytes that begin at `start`, where the row of this `number` begins."""
    lines = _Lines(chunks, encoding)
    while True:
        record = _Record(lines)
        try:
            cells = next(csv.reader(record, delimiter=delimiter), [])
        except csv.Error:  # a cell that is longer than the module takes
            record.is_whole = False
        if not record.taken:
            return
        if not record.is_whole:
            cells = []
            lines.give_back(record.all_but_the_first())
        start += record.size
        yield Row(
            number=number,
            end=start,
            cells=tuple(cell.replace("\0", "") for cell in cells),
            text="".join(line.text for line in record.taken).rstrip("\r\n")[:SHOWN],
            is_whole=record.is_whole,
        )
        number += 1


class _Record:
    """The lines of one row, as the csv module asks for them: it asks for another while a quote is open."""

    def __init__(self, lines: _Lines) -> None:
        self._lines = lines
        self.taken: list[_Line] = []
        self.size = 0
        self.is_whole = True

    def __iter__(self) -> _Record:
        return self

    def __next__(self) -> str:
        line = self._lines.take() if self.size < LONGEST else None
        if line is None:
            self.is_whole = not self.taken
            raise StopIteration
        self.taken.append(line)
        self.size += line.size
        self.is_whole = line.is_whole
        if not line.is_whole:
            raise StopIteration
        return line.text

    def all_but_the_first(self) -> list[_Line]:
        """Let go of every line but the first."""
        first, *others = self.taken
        self.taken, self.size = [first], first.size
        return others


class _Lines:
    """A file's lines, some of which may be given back to be taken again."""

    def __init__(self, chunks: Iterable[bytes], encoding: Encoding) -> None:
        self._lines = _lines(chunks, encoding)
        self._given_back: deque[_Line] = deque()

    def take(self) -> _Line | None:
        return self._given_back.popleft() if self._given_back else next(self._lines, None)

    def give_back(self, lines: list[_Line]) -> None:
        self._given_back.extendleft(reversed(lines))


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
