"""Finding people as one types: by any word, whatever the case, the accents and the notation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.leads.search import LONGEST_KEY, MAX_KEYS, keys, query_key, words

NUMBER = ("12025550143", "2025550143")


def finds(query: str, *, name: str = "", email: str = "") -> bool:
    """Whether a query finds somebody."""
    beginning = query_key(query)
    found = keys(names=[name] if name else [], emails=[email] if email else [], numbers=NUMBER)
    return beginning is not None and any(key.startswith(beginning) for key in found)


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("Ann Smith", ["an", "ann", "ANN", "smi", "ann smi", "ann smith", "Ann  Smi", "ann-smi", " ann "]),
        ("Zoë Lindqvist", ["zoe", "Zoë", "ZOË", "zoë lin", "lindq"]),
        ("José Ángel Muñoz", ["jose", "angel mu", "munoz", "JOSÉ á"]),
        ("Seán O'Brien", ["sean", "obrien", "o'brien", "o’br", "O`Brien"]),
        ("Łukasz Søndergård", ["lukasz", "sonder", "Sønderg"]),
        ("Straße Groß", ["strasse", "STRASSE", "groß", "gross"]),
        ("Anne-Marie d'Angelo", ["anne marie", "anne-m", "marie", "dangelo", "d'an"]),
        ("王小明", ["王小", "小明", "王小明"]),
        ("山田 太郎", ["山田", "太郎", "田太"]),
        ("김민수", ["김민", "김민수"]),
        ("Bo Li", ["bo", "li", "bo l"]),
        ("J.R. Smith", ["j.r", "j r", "smith"]),
        ("Sam 🎉 Field", ["sam", "field", "sam fi"]),
        ("Иван Петров", ["иван", "ПЕТ", "иван п"]),
        ("4ever Young", ["4ev", "4ever y", "young"]),
        ("ﬁona", ["fiona", "ﬁ"]),
    ],
)
def test_someone_is_found_by_any_word_of_their_name(name: str, queries: list[str]):
    for query in queries:
        assert finds(query, name=name), query


@pytest.mark.parametrize(
    ("name", "queries"), [("Ann Smith", ["nn", "mith", "ann x", "smith ann", "anns", "bob"]), ("Bo Li", ["ol", "bi"])]
)
def test_nobody_is_found_by_what_is_not_the_beginning_of_a_word(name: str, queries: list[str]):
    for query in queries:
        assert not finds(query, name=name), query


@pytest.mark.parametrize(
    "query", ["ann", "ann.smith", "ann.smith@", "smith@mail", "ANN.SMITH@MAIL.EXAMPLE.COM", "mail.ex"]
)
def test_someone_is_found_by_their_email(query: str):
    assert finds(query, email="ann.smith@mail.example.com")


def test_nobody_is_found_by_a_top_level_domain():
    assert not finds("com", email="ann@example.com")


@pytest.mark.parametrize(
    "query",
    ["20", "202", "(202) 555", "2025550143", "+1 202 555", "1202", "001 202 555 0143", "0143", "50143", "555-0143",
     "202.555.0143", "２０２５", "+12025550143", "1 (202)"],
)  # fmt: skip
def test_a_number_is_found_from_the_front_or_by_its_last_digits(query: str):
    assert finds(query)


@pytest.mark.parametrize("query", ["143", "43", "0142", "3025550143", "55", "20255501430"])
def test_a_number_is_not_found_by_three_last_digits_or_other_ones(query: str):
    assert not finds(query)


@pytest.mark.parametrize("query", ["", " ", "a", "é", "7", "+", "()", "--", "😀", "😀😀", "..", "'", "\0"])
def test_too_little_finds_nobody(query: str):
    assert query_key(query) is None


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_a_name_is_its_keys_are_few_short_and_begin_as_partitions_do(name: str, email: str):
    found = keys(names=[name], emails=[email], numbers=NUMBER)

    assert len(found) <= MAX_KEYS
    for key in found:
        assert len(key) <= LONGEST_KEY
        assert key[0] in "tfs"
        assert len(key) >= 2


@given(st.text(min_size=1, max_size=80))
def test_someone_is_found_by_their_whole_name_where_it_has_two_characters(name: str):
    parts = words(name)[:8]
    query = " ".join(parts)
    if len(query) >= 2 and not set(query) <= set("0123456789 "):
        assert finds(query, name=name)


@pytest.mark.parametrize(
    "query",
    [
        "\u202a+1 (202) 555\u20110143\u202c",
        "202\u00a0555",
        "\u2068555–0143\u2069",
        "٠١٤٣",
        "０１４３",
        "\u200e0143",
        "202\t555\t0143",
        "\ufeff2025",
    ],
)
def test_a_number_is_found_however_it_was_copied(query: str):
    assert finds(query)


def test_a_name_is_found_whatever_nobody_sees_in_it():
    assert finds("ann smith", name="\u202aAn\u200bn Sm\u00adith\u202c")
    assert finds("\u200eann\u200e", name="Ann Smith")
