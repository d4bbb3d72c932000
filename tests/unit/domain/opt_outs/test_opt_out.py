"""Words that opt out and in, and which of two words counts."""

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadline.domain.opt_outs.opt_out import OptOutState, Verdict, Word, judge, read_word

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("STOP", Word.STOP),
        (" sToP \n", Word.STOP),
        ("Stop.", Word.STOP),
        ("OPT-OUT", Word.STOP),
        ("opt out", Word.STOP),
        ("STOP ALL", Word.STOP),
        ("stop \t\n all", Word.STOP),
        ("ＳＴＯＰ", Word.STOP),
        ("stop 🛑", Word.STOP),
        ("🛑stop🛑", Word.STOP),
        ("“Stop”", Word.STOP),
        ("stopall", Word.STOP),
        ("Unsubscribe", Word.STOP),
        ("UNSUB", Word.STOP),
        ("cancel!", Word.STOP),
        ("End", Word.STOP),
        ("quit", Word.STOP),
        ("REVOKE", Word.STOP),
        ("OptOut", Word.STOP),
        ("Remove me", Word.STOP),
        ("stop2quit", Word.STOP),
        ("ARRET", Word.STOP),
        ("START", Word.START),
        ("start.", Word.START),
        ("UnStop", Word.START),
        ("Yes", Word.YES),
        ("YES!", Word.YES),
        ("help", Word.HELP),
        ("INFO?", Word.HELP),
        ("STOP PLEASE", Word.NONE),
        ("please cancel", Word.NONE),
        ("Don't stop", Word.NONE),
        ("I'll stop by at 5", Word.NONE),
        ("cancel my appointment", Word.NONE),
        ("the end", Word.NONE),
        ("yes please", Word.NONE),
        ("st op", Word.NONE),
        ("", Word.NONE),
        ("🛑", Word.NONE),
    ],
)
def test_only_a_whole_message_is_a_word(body: str, word: Word):
    assert read_word(body) is word


words = st.sampled_from(["stop", "STOPALL", "opt out", "remove me", "Start", "unstop", "YES", "help", "info", "arrêt"])
wrapping = st.text(st.sampled_from(" \t\n.!?,;:'\"“”()[]-_*~🛑🙏\u200b\u200d\ufe0f\u202e\0"), max_size=20)


@given(words, wrapping, wrapping, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_punctuation_emoji_and_composition_make_no_difference(
    word: str, before: str, after: str, form: Literal["NFC", "NFD", "NFKC", "NFKD"]
):
    meant = read_word(word)
    text = f"{before}{unicodedata.normalize(form, word)}{after}"

    assert meant is not Word.NONE
    assert {read_word(text), read_word(text.upper()), read_word(text.lower()), read_word(text.title())} == {meant}


@given(words, st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_another_word_beside_it_makes_it_none(word: str, other: str):
    beside = read_word(f"{word} {other}")

    assert beside is Word.NONE or read_word(other) is not Word.NONE or f"{word} {other}".casefold() == "stop all"


@given(st.text(max_size=100))
@example("\ud800stop\udfff")
@example("ﷺ" * 1000)
def test_any_text_is_some_word_or_none(text: str):
    assert read_word(text) is read_word(f" {text}.")


def _state(*, opted_out: bool, at: datetime = NOON, exact: bool = True) -> OptOutState:
    return OptOutState(opted_out=opted_out, changed_at=at, provider_id="SM1", exact=exact)


@pytest.mark.parametrize("word", [Word.STOP, Word.START])
def test_the_first_word_counts(word: Word):
    assert judge(word, at=NOON, exact=False, current=None) is Verdict.APPLIES


@pytest.mark.parametrize("word", [Word.STOP, Word.START])
def test_an_older_word_that_says_what_stands_already_does_not_take_the_newer_ones_place(word: Word):
    current = _state(opted_out=word is Word.STOP)

    assert judge(word, at=NOON + MINUTE, exact=True, current=current) is Verdict.APPLIES
    assert judge(word, at=NOON - MINUTE, exact=True, current=current) is Verdict.TOO_OLD
    assert judge(word, at=NOON - MINUTE, exact=False, current=current) is Verdict.UNCERTAIN


@pytest.mark.parametrize(
    ("word", "later_by", "verdict"),
    [
        (Word.STOP, SECOND, Verdict.APPLIES),
        (Word.STOP, -SECOND, Verdict.TOO_OLD),
        (Word.STOP, timedelta(0), Verdict.APPLIES),  # STOP wins
        (Word.START, SECOND, Verdict.APPLIES),
        (Word.START, -SECOND, Verdict.TOO_OLD),
        (Word.START, timedelta(0), Verdict.TOO_OLD),  # STOP wins
        (Word.YES, SECOND, Verdict.APPLIES),
    ],
)
def test_by_the_providers_own_times_the_newer_word_wins(word: Word, later_by: timedelta, verdict: Verdict):
    current = _state(opted_out=word is not Word.STOP)

    assert judge(word, at=NOON + later_by, exact=True, current=current) is verdict


@pytest.mark.parametrize("word", [Word.STOP, Word.START])
@pytest.mark.parametrize(
    ("later_by", "verdict"),
    [
        (timedelta(seconds=119), Verdict.UNCERTAIN),
        (timedelta(seconds=-119), Verdict.UNCERTAIN),
        (timedelta(0), Verdict.UNCERTAIN),
        (timedelta(seconds=120), Verdict.APPLIES),
        (timedelta(seconds=-120), Verdict.TOO_OLD),
    ],
)
@pytest.mark.parametrize(("exact", "current_exact"), [(False, True), (True, False), (False, False)])
def test_times_that_a_webhook_may_have_delayed_are_uncertain_within_two_minutes(
    word: Word, later_by: timedelta, verdict: Verdict, exact: bool, current_exact: bool
):
    current = _state(opted_out=word is not Word.STOP, exact=current_exact)

    assert judge(word, at=NOON + later_by, exact=exact, current=current) is verdict
