"""Which characters no text has, and which texts show nothing."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.writing.unprintable import has_unprintable, is_blank, without_unprintable


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x07",
        "\x0b",
        "\x1a",
        "\x7f",
        "\x85",
        "\x9f",
        "\ud800",
        "\ufffe",
        "\uffff",
        "\ufdd0",
        "\U0001fffe",
    ],
)
def test_what_is_no_character_is_found_and_taken_out(character: str):
    assert has_unprintable(f"Ann{character}Lee")
    assert without_unprintable(f"Ann{character}Lee") == "AnnLee"


@pytest.mark.parametrize(
    "text", ["", "Ann", "a\tb\r\nc", "\u202etxet", "👩\u200d👩", "\u00a0", "\ufffd", "\U000f0000", "\u0378", "ﷺ"]
)
def test_what_people_type_is_kept(text: str):
    assert not has_unprintable(text)
    assert without_unprintable(text) == text


def test_there_are_as_many_as_unicode_says():
    every = [chr(point) for point in range(sys.maxunicode + 1)]

    found = [character for character in every if has_unprintable(character)]

    assert len(found) == 65 - 3 + 2048 + 66  # controls less those that are typed, surrogates, noncharacters
    assert {unicodedata.category(character) for character in found} == {"Cc", "Cs", "Cn"}


@given(st.text(st.characters(codec=None)))
def test_what_is_left_has_none_and_what_has_none_is_left(text: str):
    left = without_unprintable(text)

    assert not has_unprintable(left)
    assert without_unprintable(left) == left
    assert (left == text) is not has_unprintable(text)


@pytest.mark.parametrize(("text", "blank"), [("", True), (" \u200b\0\n", True), ("a", False), ("\u0301", False)])
def test_a_text_is_blank_that_shows_nothing(text: str, *, blank: bool):
    assert is_blank(text) is blank
