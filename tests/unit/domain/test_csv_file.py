"""CSV that no spreadsheet executes."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.csv_file import guarded, unguarded, written

naughty = st.text(st.sampled_from("'=+-@\t\r\n＝＋－＠\"',;a 1"), max_size=8) | st.text(st.characters(codec="utf-8"))


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+12025550143", "'+12025550143"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("'=1", "''=1"),
        ("O'Brien", "O'Brien"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        ("'", "'"),
        ("a=1", "a=1"),
    ],
)
def test_what_would_be_executed_has_an_apostrophe_before_it(cell: str, safe: str):
    assert guarded(cell) == safe
    assert unguarded(safe) == cell


@given(naughty)
def test_no_cell_begins_with_a_formula_and_each_is_read_back_as_it_was(cell: str):
    assert not guarded(cell).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert unguarded(guarded(cell)) == cell


@given(st.lists(st.lists(naughty.filter(lambda cell: "\0" not in cell), min_size=2, max_size=2), max_size=4))
def test_rows_are_read_back_as_they_were(rows: list[list[str]]):
    read = csv.reader(io.StringIO(written(rows), newline=""))

    assert [[unguarded(cell) for cell in row] for row in read] == rows
