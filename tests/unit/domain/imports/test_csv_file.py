"""CSV that no spreadsheet executes."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.imports.csv_file import guarded, unguarded, written
from tests.cases import cases

naughty = st.text(st.sampled_from("'=+-@\t\r\n＝＋－＠\"',;|a 1\xa0\ufeff"), max_size=8) | st.text(
    st.characters(codec="utf-8")
)
# What a spreadsheet of any separator takes for the beginning of a cell, and runs.
RUNS = re.compile(r"""(?:^|[,;|\t\r\n])[" ]*[=+\-@＝＋－＠\t\r]""")


@pytest.mark.parametrize(("cell", "safe"), cases("csv_out.json"))
def test_what_would_be_executed_has_an_apostrophe_before_it(cell: str, safe: str):
    assert guarded(cell) == safe
    assert unguarded(safe) == cell


@given(naughty)
def test_no_cell_begins_with_a_formula_and_each_is_read_back_as_it_was(cell: str):
    assert not RUNS.search(guarded(cell))
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(
    rows=st.lists(
        st.lists(naughty.filter(lambda cell: "\0" not in cell), min_size=2, max_size=2), min_size=1, max_size=4
    )
)
def test_a_spreadsheet_with_any_separator_finds_no_formula_in_a_file(delimiter: str, rows: list[list[str]]):
    read = csv.reader(io.StringIO(written(rows), newline=""), delimiter=delimiter)

    assert not any(cell.strip(' "').startswith(tuple("=+-@＝＋－＠")) for row in read for cell in row)


@given(st.lists(st.lists(naughty.filter(lambda cell: "\0" not in cell), min_size=2, max_size=2), max_size=4))
def test_rows_are_read_back_as_they_were(rows: list[list[str]]):
    read = csv.reader(io.StringIO(written(rows), newline=""))

    assert [[unguarded(cell) for cell in row] for row in read] == rows
