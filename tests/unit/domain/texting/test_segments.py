"""How many parts a text is billed as."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadline.domain.texting.segments import count_segments


@pytest.mark.parametrize(
    ("body", "segments"),
    [
        ("", 1),
        ("a", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 1600, 11),
        ("é" * 160, 1),  # in the GSM alphabet
        ("ê", 1),
        ("ê" + "a" * 69, 1),
        ("ê" + "a" * 70, 2),
        ("ê" + "a" * 133, 2),
        ("ê" + "a" * 134, 3),
        ("€" * 80, 1),  # an extended character takes two places
        ("€" * 80 + "a", 2),
        ("a" * 152 + "€" + "a" * 10, 2),  # and never stands on both sides of a cut
        ("€" * 153, 3),  # 76 of them fit a part of 153
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 66, 2),  # 33 of them fit a part of 67
        ("😀" * 67, 3),
        ("it’s", 1),
        ("it’s" + "a" * 67, 2),  # one curly quote makes it the short kind
        ("line\nline\r", 1),
        ("ç" * 71, 2),  # only the capital is in the GSM alphabet
        ("Ç" * 160, 1),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_text_is_counted_in_the_parts_that_carriers_bill(body: str, segments: int):
    assert count_segments(body) == segments


bodies = st.text(max_size=400) | st.text(st.sampled_from("aé€[ê😀\n\0\u200d"), max_size=1600)


@given(bodies, st.characters())
@example("\ud800" * 200, "a")
def test_a_longer_text_never_takes_fewer_parts(body: str, more: str):
    assert 1 <= count_segments(body) <= count_segments(body + more)


@given(bodies)
def test_no_part_holds_more_than_it_can(body: str):
    parts = count_segments(body)

    assert len(body) <= (160 if parts == 1 else 153 * parts)
    assert parts <= 1 + len(body) // 33
