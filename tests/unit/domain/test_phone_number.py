"""Which texts are phone numbers."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadline.domain.errors import InvalidNumber
from leadline.domain.phone_number import PhoneNumber


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("+12025550143", "+12025550143"),
        (" +1 (202) 555-0143 ", "+12025550143"),
        ("+1.202.555.0143", "+12025550143"),
        ("tel:+1-202-555-0143", "+12025550143"),
        ("＋１２０２５５５０１４３", "+12025550143"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+61 491 570 156", "+61491570156"),
        ("+39 06 6982 0000", "+390669820000"),
        ("+18005550199", "+18005550199"),
    ],
)
def test_a_number_is_read_in_any_usual_notation(text: str, e164: str):
    assert PhoneNumber.parse(text).e164 == e164


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "2025550143",  # no country code
        "hello",
        "+",
        "+1",
        "+1202555",  # too short
        "+1202555014399999",  # too long
        "+9992025550143",  # no such country
        "+10000000000",
        "+11111111111",
        "+11234567890",
        "+19876543210",
        "+12345678901",
        "+12025550143 ext. 5",
        "+1202555\0143x",
        "sam@example.com",
        "+" + "1" * 300,
        "\N{ROCKET}",
    ],
)
def test_what_nobody_can_be_reached_by_is_refused(text: str):
    with pytest.raises(InvalidNumber):
        PhoneNumber.parse(text)


def test_reading_a_number_again_changes_nothing():
    once = PhoneNumber.parse("+44 20 7946 0958")

    assert PhoneNumber.parse(once.e164) == once


@given(st.text(max_size=80) | st.from_regex(r"\s*(tel:)?\+?[\d０-９][\d０-９ ().;x=+/-]{5,24}\s*", fullmatch=True))
@example("\ud800")
@example("+" * 5000)
@example("+1202555\x000143")
def test_whatever_is_given_is_a_number_in_e164_or_refused(text: str):
    try:
        number = PhoneNumber.parse(text)
    except InvalidNumber:
        return

    assert re.fullmatch(r"\+[1-9][0-9]{5,16}", number.e164)
    assert PhoneNumber.parse(number.e164) == number
