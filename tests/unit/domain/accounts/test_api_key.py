"""A key as a program shows it."""

from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.accounts.api_key import Credential

MADE = f"Bearer {Credential.make('0190a8f2b7c37d1e9a4412f0c5d6e7f8', '0190a8f2b7c37d1e9a4412f0c5d6e7f9').text}"


def test_what_is_made_is_read_back():
    made = Credential.make("0190a8f2b7c37d1e9a4412f0c5d6e7f8", "0190a8f2b7c37d1e9a4412f0c5d6e7f9")

    read = Credential.parse(f"Bearer {made.text}")

    assert read == made
    assert made.fits(made.hash)


def test_only_the_whole_secret_fits():
    made, another = Credential.make("f", "k"), Credential.make("f", "k")

    assert not made.fits(another.hash)
    assert not Credential("f", "k", made.secret[:-1]).fits(made.hash)
    assert made.secret not in made.hash


@given(st.text(max_size=500))
def test_any_header_is_read_or_refused(header: str):
    for text in (header, f"Bearer {header}", f"Bearer ll_{header}_k_{'0' * 56}", f"{MADE} {header}"):
        assert Credential.parse(text) is None or text.strip() == MADE


@given(st.integers(0, len(MADE) - 1), st.sampled_from("0123456789abcdefABCDEF_ -é\u0661\n\x00"))
def test_a_key_with_one_wrong_character_is_known_for_none_by_itself(place: int, character: str):
    tampered = f"{MADE[:place]}{character}{MADE[place + 1 :]}"

    if tampered.strip().lower().split() != MADE.lower().split():
        assert Credential.parse(tampered) is None


@given(st.integers(0, len(MADE) - 1))
def test_a_key_that_was_cut_off_is_none(length: int):
    assert Credential.parse(MADE[:length]) is None
    assert Credential.parse(f"{MADE}{MADE[-length:]}") is None
