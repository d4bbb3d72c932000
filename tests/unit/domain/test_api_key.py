"""A key as a program shows it."""

from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.api_key import Credential


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
    for text in (header, f"Bearer {header}", f"Bearer ll_{header}_k_s"):
        read = Credential.parse(text)
        assert read is None or (read.firm_id + read.key_id + read.secret).isalnum()
