"""How many parts a text is billed as."""

import pytest

from leadline.domain.segments import count_segments


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
