"""Which texts are phone numbers, and what is said of those that aren't."""

import re
import sys
import unicodedata

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadline.domain.errors import InvalidNumber
from leadline.domain.numbers import phone_number, phone_text
from leadline.domain.numbers.phone_number import PhoneNumber, can_be_answered

UNSEEN = [
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *map(chr, range(0x200B, 0x2010)),
    *"\ufeff\ufe0f\u061c\u034f\u00ad\u2060\u2800\u3164\0\x1a",
]
SPACES = [*"\t\n\r \u00a0\u2002\u2003\u2007\u2009\u202f\u205f\u3000"]
DASHES = [*"-‐‑‒–—―−－"]
SCRIPTS = ["0０", "0٠", "0۰", "0०", "0𝟎"]


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("+12025550143", "+12025550143"),
        (" +1 (202) 555-0143 ", "+12025550143"),
        ("(+1) 202.555.0143", "+12025550143"),
        ("+1.202.555.0143", "+12025550143"),
        ("tel:+1-202-555-0143", "+12025550143"),
        ("＋１（２０２）５５５－０１４３", "+12025550143"),
        ("\u202a+1 202\u2011555\u20110143\u202c", "+12025550143"),
        ("\u2068+1\u00a0(202)\u00a0555–0143\u2069", "+12025550143"),
        ("\ufeff+1\u034f2025550143\ufe0f", "+12025550143"),
        ("+١٢٠٢٥٥٥٠١٤٣", "+12025550143"),
        ("+1\t202\t555\t0143", "+12025550143"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+61 491 570 156", "+61491570156"),
        ("+39 06 6982 0000", "+390669820000"),
        ("+49 30/901820", "+4930901820"),
        ("+34 612.345.678", "+34612345678"),
        ("+33.1.42.68.53.00", "+33142685300"),
        ("+18005550199", "+18005550199"),
        # In a sequence, but not from end to end.
        ("+81 90 1234 5678", "+819012345678"),
        ("+44 901 234 5678", "+449012345678"),
        ("+1 901 234 5678", "+19012345678"),
        ("+1 234 567 8901", "+12345678901"),
    ],
)
def test_a_number_is_read_in_any_usual_notation(text: str, e164: str):
    assert PhoneNumber.parse(text).e164 == e164


@pytest.mark.parametrize(
    ("text", "region", "e164"),
    [
        ("(202) 555-0143", "US", "+12025550143"),
        ("1 202 555 0143", "US", "+12025550143"),
        ("011 44 20 7946 0958", "US", "+442079460958"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("030/901820", "DE", "+4930901820"),
        ("612.345.678", "ES", "+34612345678"),
        # As a spreadsheet writes a whole number, where the zero can't be a digit of anybody's.
        ("2125550143.0", "US", "+12125550143"),
        ("12125550143.0", "US", "+12125550143"),
        ("2125550143,00", "US", "+12125550143"),
        ("+12125550143.0", None, "+12125550143"),
    ],
)
def test_a_number_is_read_as_it_is_dialled_at_home(text: str, region: str | None, e164: str):
    assert PhoneNumber.parse(text, region=region).e164 == e164


@pytest.mark.parametrize(
    ("text", "region", "sentence"),
    [
        ("", None, phone_text.WORDLESS),
        ("   ", None, phone_text.WORDLESS),
        ("+", None, phone_text.WORDLESS),
        ("n/a", "US", phone_text.WORDLESS),
        ("hello", None, phone_text.WORDLESS),
        ("\N{ROCKET}", None, phone_text.WORDLESS),
        ("sam@example.com", "US", phone_text.EMAIL),
        ("sip:+12025550143@example.com", None, phone_text.EMAIL),
        # The digits of an amount are no number.
        ("+1212556930.0", None, phone_text.FIGURE),
        ("212556500.0", "US", phone_text.FIGURE),
        ("+43 660 123456.0", None, phone_text.FIGURE),
        ("+43660123456.0", None, phone_text.FIGURE),  # with and without its zero it is somebody's
        ("43660123456.0", "AT", phone_text.FIGURE),
        ("2125550143.5", "US", phone_text.FIGURE),
        ("+1 202 555 014.3", None, phone_text.FIGURE),
        ("2,125,550,143", "US", phone_text.FIGURE),
        ("2,125,550,143.00", "US", phone_text.FIGURE),
        ("202555014,3", "US", phone_text.FIGURE),
        ("2.12556930E+9", "US", phone_text.SHORTENED),
        ("2.12555E+09", "US", phone_text.SHORTENED),
        ("2,12556930e9", "US", phone_text.SHORTENED),
        ("+1 202 555 0143 ext. 5", None, phone_text.EXTENSION),
        ("202-555-0143 x123", "US", phone_text.EXTENSION),
        ("(202) 555-0143 (ext 5)", "US", phone_text.EXTENSION),
        ("202-555-0143 #5", "US", phone_text.EXTENSION),
        ("tel:+12025550143;ext=5", None, phone_text.EXTENSION),
        ("202-555-0143 / 202-555-0144", "US", phone_text.SEVERAL),
        ("202-555-0143, 202-555-0144", "US", phone_text.SEVERAL),
        ("202-555-0143 or 202-555-0144", "US", phone_text.SEVERAL),
        ("+12025550143 ::: +12025550144", None, phone_text.SEVERAL),
        ("2025550143\n2025550144", "US", phone_text.SEVERAL),
        ("+1 202 555 0143 +1 202 555 0144", None, phone_text.SEVERAL),
        ("+12025550143+12025550144", None, phone_text.SEVERAL),
        ("202-555-0143/44", "US", phone_text.SEVERAL),
        ("+1 202 555 0143 (mobile)", None, phone_text.WORDS),
        ("Cell: 202-555-0143", "US", phone_text.WORDS),
        ("+1 2O2 555 0143", None, phone_text.WORDS),
        ("+1-800-FLOWERS", None, phone_text.LETTERS),
        ("+1202555\0143x", None, phone_text.WORDS),
        ("+1 202 555 0143²", None, phone_text.STRANGE),
        ("+1 202 555 0143*", None, phone_text.STRANGE),
        ("1+2025550143", "US", phone_text.STRANGE),
        ("2025550143", None, phone_number.NO_COUNTRY_CODE),
        ("+9992025550143", None, phone_number.NO_SUCH_COUNTRY),
        ("+1202555", None, phone_number.TOO_SHORT),
        ("202555", "US", phone_number.TOO_SHORT),
        ("+1", None, phone_number.TOO_SHORT),
        ("555-0143", "US", phone_number.NO_AREA_CODE),
        ("+12025550143999", None, phone_text.LONG),
        ("+1202555014399999999", None, phone_text.LONG),
        ("+" + "1" * 300, None, phone_text.LONG),
        ("+1 123 456 7890", None, phone_number.MADE_UP),
        ("+19876543210", None, phone_number.MADE_UP),
        ("+1 000 000 0000", None, phone_number.MADE_UP),
        ("+11111111111", None, phone_number.MADE_UP),
        ("+1 888 888 8888", None, phone_number.MADE_UP),
        ("+1 202 155 3874", None, phone_number.NOBODYS),
        ("(202) 155-3874", "US", phone_number.NOBODYS),
        ("+44 7700 900123", None, phone_number.NOBODYS),
    ],
)
def test_what_is_no_number_is_refused_with_what_is_wrong(text: str, region: str | None, sentence: str):
    with pytest.raises(InvalidNumber) as refused:
        PhoneNumber.parse(text, region=region)

    assert str(refused.value) == sentence
    assert refused.value.code == "invalid_number"


def test_an_opt_out_is_taken_for_a_number_that_our_plans_do_not_know():
    assert PhoneNumber.possible("+1 202 155 3874").e164 == "+12021553874"
    for text in ("+1202555", "+1 202 555 0143 x5", "+43 660 123456.0", "+11111111111"):
        with pytest.raises(InvalidNumber):
            PhoneNumber.possible(text)


@pytest.mark.parametrize(
    ("address", "answerable"),
    [
        ("+12025550143", True),
        ("+12021553874", True),
        ("+9992025550143", True),
        ("32665", False),
        ("ACME", False),
        ("sip:desk@example.com", False),
        ("ann@example.com", False),
        ("+266696687", False),
        ("+7378742833", False),
        ("", False),
    ],
)
def test_who_shows_no_number_cannot_be_answered(address: str, answerable: bool):
    assert can_be_answered(address) is answerable


def test_a_number_of_no_country_is_found_by_its_digits():
    assert PhoneNumber("+9992025550143").dialled == ("9992025550143",)


NUMBERS = st.sampled_from(["+12025550143", "+442079460958", "+81 90 1234 5678", "+61 491 570 156", "+4930901820"])


@given(NUMBERS, st.data())
def test_decorations_change_no_number(number: str, data: st.DataObject):
    plain = PhoneNumber.parse(number)
    others = st.sampled_from(UNSEEN + SPACES)
    script = data.draw(st.sampled_from(SCRIPTS))

    decorated = data.draw(st.lists(others, max_size=3).map("".join))
    for character in number:
        shown = chr(ord(script[1]) + int(character)) if character.isdigit() and data.draw(st.booleans()) else character
        decorated += shown + data.draw(st.lists(others, max_size=1).map("".join))

    assert PhoneNumber.parse(decorated) == plain


@given(st.sampled_from(DASHES), st.sampled_from(SPACES))
def test_any_dash_and_any_space_may_stand_between(dash: str, space: str):
    assert PhoneNumber.parse(f"+1{space}202{dash}555{dash}0143").e164 == "+12025550143"


WRITTEN = st.text(alphabet="0123456789０٣+-–.,() /x#eE\u200e\u00a0", max_size=24) | st.text(max_size=80)


@given(WRITTEN, st.sampled_from([None, "US", "GB", "AT", "DE"]))
@example("+1212556930.0", None)
@example("+43 660 123456.0", None)
@example("\ud800", None)
@example("+" * 5000, None)
@example("+1202555\x000143", None)
@example("2125550143.0", "US")
def test_no_text_gives_a_number_of_other_digits_than_its_own(text: str, region: str | None):
    try:
        number = PhoneNumber.parse(text, region=region)
    except InvalidNumber:
        return

    assert re.fullmatch(r"\+[1-9][0-9]{6,14}", number.e164)
    assert PhoneNumber.parse(number.e164) == number
    national = phonenumbers.national_significant_number(phonenumbers.parse(number.e164))
    said = "".join(str(unicodedata.decimal(character)) for character in text if unicodedata.category(character) == "Nd")
    rest = said[said.rindex(national) + len(national) :]
    assert rest.strip("0") == ""
    assert not rest or re.search(r"[.,．，]0+$", phone_text.plain(text))


@given(st.integers(10**6, 10**14), st.text(alphabet="0123456789", min_size=1, max_size=4))
def test_a_decimal_tail_never_becomes_digits(whole: int, tail: str):
    for text in (f"{whole}.{tail[:2]}", f"+{whole}.{tail[:2]}", f"{whole},{tail[:2]}"):
        try:
            number = PhoneNumber.parse(text, region="US")
        except InvalidNumber:
            continue

        assert set(tail[:2]) == {"0"}
        assert number == PhoneNumber.parse(text.partition(text[-len(tail[:2]) - 1])[0], region="US")


@pytest.mark.parametrize("unit", ["+", "1", "(", "x1", " ", "\u200b", ", ", "1+", ":::", "1 or ", "e", "1e1", "\u0663"])
def test_hostile_text_takes_no_more_than_its_length(unit: str):
    steps = [_steps(unit * (size // len(unit))) for size in (phone_text.LONGEST // 10, phone_text.LONGEST, 10**6)]

    assert max(steps[1:]) <= 12 * steps[0]


def _steps(text: str) -> int:
    """Lines that reading a text runs through; what is done inside of C is bounded by the longest text that is read."""
    count = 0

    def trace(*_: object) -> object:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]  # it returns itself
    try:
        PhoneNumber.possible(text, region="US")
    except InvalidNumber:
        pass
    finally:
        sys.settrace(before)
    return count
