"""Rows of a CSV file: as the file says them, wherever reading begins."""

import csv
import io
import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.imports.csv_rows import LONGEST, Encoding, Row, encoding_of, first_byte, read
from tests import naughty
from tests.cases import cases

CELLS = st.text(st.sampled_from("aé,;\t|\"'\r\n \0€漢😀"), max_size=8)
FILES = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=8)


def rows(
    content: bytes, *, delimiter: str = ",", size: int = 7, start: int | None = None, number: int = 1, width: int = 0
) -> list[Row]:
    """A file's rows from a place on, read in chunks of a size."""
    place = first_byte(content) if start is None else start
    chunks = (content[at : at + size] for at in range(place, len(content), size))
    return list(
        read(chunks, encoding=encoding_of(content), delimiter=delimiter, width=width, start=place, number=number)
    )


def cells(content: bytes, *, delimiter: str = ",") -> list[list[str]]:
    return [list(row.cells) for row in rows(content, delimiter=delimiter)]


def written(table: list[list[str]], *, end: str, delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "table"),
    [
        (b"", []),
        (b"a", [["a"]]),
        (b"a,b\n", [["a", "b"]]),
        (b"a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        (b"a,b\rc,d", [["a", "b"], ["c", "d"]]),
        (b"a\n\n\r\nb", [["a"], [], [], ["b"]]),
        (b'"a,b","c\nd"\n', [["a,b", "c\nd"]]),
        (b'"a\r\nb",c\r\n', [["a\r\nb", "c"]]),
        (b'"say ""hi""",b', [['say "hi"', "b"]]),
        (b'5" pipe,b\n', [['5" pipe', "b"]]),
        (b",,\n", [["", "", ""]]),
        (b"a\0b,\0\n", [["ab", ""]]),
        (b"\xef\xbb\xbfa,b", [["a", "b"]]),
        (b"sep=,\r\na,b", [["a", "b"]]),
        (b'"sep=,"\na,b', [["a", "b"]]),
        (b"SEP=;\ra,b", [["a", "b"]]),
        (b"\xef\xbb\xbfsep=\t\na,b", [["a", "b"]]),
        (b"sep=,", []),
        (b"separate,b\n", [["separate", "b"]]),
        (b"a,b\nsep=,\n", [["a", "b"], ["sep=", ""]]),
        (b"a,b\r\n\x1a", [["a", "b"], [""]]),
        ("\ufeffsep=,\r\na\r\n".encode("utf-16-le"), [["a"]]),
        ("Zoë,€5\n".encode(), [["Zoë", "€5"]]),
        ("Zoë,€5\n".encode("windows-1252"), [["Zoë", "€5"]]),
        ("Zoë\n".encode() + "Zoë\n".encode("windows-1252"), [["Zoë"], ["Zoë"]]),
        (b"\x81\n", [["\ufffd"]]),
        ("\ufeffZoë,漢😀\r\nb\n".encode("utf-16-le"), [["Zoë", "漢😀"], ["b"]]),
        ("\ufeffZoë,漢😀\r\nb\n".encode("utf-16-be"), [["Zoë", "漢😀"], ["b"]]),
        ("\ufeff\u0a0a,\u0d00\u000a".encode("utf-16-le"), [["\u0a0a", "\u0d00"]]),
    ],
)
def test_a_file_says_what_its_bytes_say(content: bytes, table: list[list[str]]):
    assert cells(content) == table


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_of_four_delimiters_separates(delimiter: str):
    others = ",;\t|".replace(delimiter, "")

    assert cells(f"a{delimiter}b{others}\n".encode(), delimiter=delimiter) == [["a", f"b{others}"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@given(table=FILES, size=st.integers(1, 40))
def test_what_was_written_is_read_in_chunks_of_any_size(encoding: str, end: str, table: list[list[str]], size: int):
    content = ("\ufeff" + written(table, end=end)).encode(encoding)

    read_in_chunks = rows(content, size=size)

    assert [list(row.cells) for row in read_in_chunks] == [[cell.replace("\0", "") for cell in line] for line in table]
    assert read_in_chunks == rows(content, size=len(content))


@given(
    content=st.one_of(
        st.text(st.sampled_from('a,"\r\n\0é'), max_size=60).map(str.encode),
        st.binary(max_size=60),
        st.text(st.sampled_from('a,"\r\n漢'), max_size=30).map(lambda text: b"\xff\xfe" + text.encode("utf-16-le")),
        st.text(st.sampled_from('a,"\r\n漢'), max_size=30).map(lambda text: b"\xfe\xff" + text.encode("utf-16-be")),
    )
)
def test_from_the_beginning_of_any_row_on_the_rows_are_those_of_reading_at_once(content: bytes):
    whole = rows(content, width=2)

    assert (whole[-1].end if whole else first_byte(content)) == len(content)
    assert [row.number for row in whole] == list(range(1, len(whole) + 1))
    for place, row in enumerate(whole, 1):
        assert rows(content, start=row.end, number=row.number + 1, width=2) == whole[place:]


@pytest.mark.parametrize("case", cases("csv_in.json"), ids=lambda case: case["what"])
def test_a_stray_quote_swallows_no_row_and_is_told(case: dict[str, Any]):
    found = rows(case["text"].encode(), delimiter=case["delimiter"], width=case["width"])

    assert [list(row.cells) for row in found] == case["rows"]
    assert [row.number for row in found if row.doubt] == case["doubted"]


@given(
    table=st.lists(st.lists(st.text("aé5 '", max_size=4), min_size=4, max_size=4), min_size=1, max_size=12),
    quotes=st.lists(st.integers(0, 30) | st.none(), min_size=12, max_size=12),
)
def test_wherever_lines_have_a_quote_too_many_each_is_its_own_row(table: list[list[str]], quotes: list[int | None]):
    lines = [",".join(cells) for cells in table]
    lines = [
        line if place is None else f'{line[: place % (len(line) + 1)]}"{line[place % (len(line) + 1) :]}'
        for line, place in zip(lines, quotes, strict=False)
    ]

    found = rows("\n".join(lines).encode() + b"\n", width=4)

    assert [row.text for row in found] == lines


@given(st.text(st.sampled_from('ab5@,;"\r\n '), max_size=200))
def test_no_character_of_a_file_is_lost_unless_its_row_is_doubted(text: str):
    for row in rows(text.encode(), width=3):
        kept = Counter("".join(row.cells))
        lost = Counter(row.text) - kept - Counter(',"\r\n')
        assert row.doubt or not [each for each in lost if each not in ',"']


@pytest.mark.parametrize("text", naughty.every())
def test_naughty_strings_are_cells_like_others(text: str):
    ((other, name),) = cells(written([["x", text]], end="\r\n").encode())

    seen = "".join(each for each in text if each in "\t\n\r" or unicodedata.category(each) != "Cc" or each == "\x85")
    assert (name, other) == (seen, "x")


def test_a_quote_that_is_never_closed_costs_no_other_line():
    lines = [f"Lead {number},x" for number in range(10_000)]
    content = "\n".join([*lines[:3], '"Lead 3,x', *lines[4:]]).encode()

    found = rows(content, size=1 << 16, width=2)

    assert [row.number for row in found if row.doubt] == [4]
    assert (found[3].cells, found[3].text) == (('"Lead 3', "x"), '"Lead 3,x')
    assert [",".join(row.cells) for row in found if not row.doubt] == [*lines[:3], *lines[4:]]


def test_a_giant_line_in_an_open_quote_is_its_own_row():
    found = rows(b'a,"b\n' + b"x" * 3 * LONGEST + b'",\nc\n', size=1 << 15, width=2)

    assert [(row.cells, row.is_whole) for row in found] == [(("a", '"b'), True), ((), False), (("c",), True)]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_giant_cell_costs_its_row_and_no_more(quote: str):
    content = f"a\n{quote}{'x' * 3 * LONGEST}{quote},b\nc\n".encode()

    found = rows(content, size=1 << 15)

    assert [(row.number, row.cells, row.is_whole) for row in found] == [
        (1, ("a",), True),
        (2, (), False),
        (3, ("c",), True),
    ]
    assert (len(found[1].text), found[-1].end) == (200, len(content))


def test_no_more_of_a_file_is_asked_for_than_its_rows_need():
    """A part reads the beginning of a file that goes on for ever."""
    endless = (b"a,b\n" * 10 for _ in iter(int, 1))

    found = read(endless, encoding=Encoding.TEXT, delimiter=",", width=2, start=0, number=1)

    assert [next(found).end for _ in range(100)] == list(range(4, 404, 4))


def test_the_first_200_characters_of_a_row_are_kept():
    (row,) = rows(f"{'é' * 300}\r\n".encode())

    assert row.text == "é" * 200
