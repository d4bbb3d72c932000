"""Wishes to stop, in other words than STOP: found among what else leads write, and counted where they are not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.opt_outs.opt_out import Word, read_word
from leadline.domain.opt_outs.stop_wishes import asks_to_stop
from tests.template import ROOT

TABLES = Path(__file__).parent / "wishes"
PAGE = ROOT / "docs/stop-wishes.md"


def table(name: str) -> list[str]:
    """Return the texts of a table: one a line, and a backslash with an n for the end of a text's line."""
    rows = (TABLES / f"{name}.txt").read_text("utf-8").splitlines()
    return [row.replace("\\n", "\n") for row in rows]


WISHES, OTHERS = table("wishes"), table("others")
UNSEEN_WISHES, UNSEEN_OTHERS = table("unseen_wishes"), table("unseen_others")


@pytest.mark.parametrize("body", WISHES)
def test_a_wish_to_stop_is_recognised(body: str):
    assert asks_to_stop(body)


@pytest.mark.parametrize("body", OTHERS)
def test_what_says_something_else_is_not(body: str):
    assert not asks_to_stop(body)


def test_the_page_says_how_often_the_reader_is_wrong():
    lines = [
        f"| {what} | {len(set(rows)):,} | {len([row for row in rows if asks_to_stop(row) is not wanted])} |"
        for what, rows, wanted in (
            ("wishes that the reader was made with", WISHES, True),
            ("other texts that the reader was made with", OTHERS, False),
            ("wishes that it had never seen", UNSEEN_WISHES, True),
            ("other texts that it had never seen", UNSEEN_OTHERS, False),
        )
    ]

    assert [line for line in PAGE.read_text("utf-8").splitlines() if line in lines] == lines


def test_no_text_is_in_two_tables():
    everything = [*WISHES, *OTHERS, *UNSEEN_WISHES, *UNSEEN_OTHERS]

    assert len(set(everything)) == len(everything)
    assert len(WISHES) >= 150
    assert len(OTHERS) >= 150


@pytest.mark.parametrize("body", [*WISHES, *UNSEEN_WISHES])
def test_a_wish_is_left_to_a_person(body: str):
    assert read_word(body) is Word.NONE


@pytest.mark.parametrize(
    "body",
    ["STOP", "Stop.", "S.T.O.P.", "“STOP”", "remove me", "opt out", "UNSUBSCRIBE", "cancel!", "START", "yes", ""],
)
def test_a_keyword_is_no_matter_of_reading(body: str):
    assert not asks_to_stop(body)


@given(
    st.sampled_from(WISHES),
    st.sampled_from(["upper", "lower", "title"]),
    st.sampled_from(["", "!", " 🙏", "...", "\n"]),
)
def test_case_and_punctuation_make_no_difference(body: str, case: str, after: str):
    assert asks_to_stop(getattr(body, case)() + after)


REACTIONS = (
    "Liked “{}”",
    "Laughed at “{}”",
    "Reacted 😂 to “{}”",
    "👍 to “{}”",
    "Removed a heart from “{}”",
    "A aimé « {} »",
)


@given(st.sampled_from(REACTIONS), st.sampled_from(WISHES), st.integers(0, 200))
def test_a_reaction_to_our_own_text_is_no_wish_however_much_of_it_is_told(reaction: str, ours: str, told: int):
    whole = reaction.format(" ".join(ours.replace(">", "").replace('"', "").split()))

    assert not asks_to_stop(whole)
    assert not asks_to_stop(f"{reaction.partition('{')[0]}{ours.splitlines()[0][:told]}…")


@given(st.sampled_from(WISHES))
def test_what_is_quoted_below_an_answer_is_no_wish(ours: str):
    quoted = "\n".join(f"> {line}" for line in ours.splitlines())

    assert not asks_to_stop(f"See you on Friday\n{quoted}")
    assert not asks_to_stop(f"See you on Friday\n\nOn Mon, Dana Field wrote:\n\n{ours}")
    assert not asks_to_stop(f"See you on Friday\n-----Original Message-----\n{ours}")


@given(st.sampled_from(["STOP", "Stop", "stop", "unsubscribe", "opt out", "Please stop"]), st.sampled_from(OTHERS[:60]))
def test_an_opt_out_word_on_a_line_of_its_own_is_seen_above_anything(word: str, below: str):
    assert asks_to_stop(f"{word}\n{below}")


@given(st.text(max_size=1600))
def test_any_text_is_read(body: str):
    assert asks_to_stop(body) in (True, False)
