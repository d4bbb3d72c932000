"""Normal forms, as Python's own make them, in a time that grows with the length alone."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadline.domain.writing.normal_form import normal

FORMS: list[Literal["NFKC", "NFKD"]] = ["NFKC", "NFKD"]


@pytest.mark.parametrize("form", FORMS)
@given(text=st.lists(st.text(max_size=64), max_size=5).map(" ".join))
@example(text="arre\u0302t Ⓢⓣⓞⓟ ﷺ \ud800")
def test_a_text_of_words_is_in_the_form_that_python_makes(form: Literal["NFKC", "NFKD"], text: str):
    assert normal(form, text) == unicodedata.normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
def test_a_word_that_is_too_long_loses_nothing_of_what_it_is_read_for(form: Literal["NFKC", "NFKD"]):
    told = normal(form, "s\u0315\u0300" * 1000)

    assert [character for character in told if not unicodedata.combining(character)] == ["s"] * 1000
