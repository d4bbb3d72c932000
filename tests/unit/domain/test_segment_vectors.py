"""Segments as Twilio's own calculator counts them."""

from typing import Any

import pytest

from leadline.domain.texting.segments import count_segments
from tests.shared import vectors


@pytest.mark.parametrize("vector", vectors("sms_segments.json")["vectors"], ids=lambda vector: str(vector["name"]))
def test_a_text_has_as_many_segments_as_twilio_says(vector: dict[str, Any]):
    assert count_segments(vector["body"]) == vector["segments"]


@pytest.mark.parametrize(("alphabet", "width"), [("basic", 1), ("extension", 2)])
def test_every_gsm_character_takes_its_width(alphabet: str, width: int):
    for character in vectors("gsm7.json")[alphabet]:
        assert count_segments(character * (160 // width)) == 1, character
        assert count_segments(character * (160 // width + 1)) == 2, character


def test_every_character_outside_the_gsm_alphabet_is_sent_as_ucs_2():
    tables = vectors("gsm7.json")
    gsm = {*tables["basic"], *tables["extension"]}

    for character in map(chr, range(0x20, 0x3000)):
        assert (count_segments("a" * 70 + character) == 1) is (character in gsm), character
