"""Twilio's error codes as we read them."""

import pytest

from leadline.adapters.twilio.error_codes import MEANINGS, Meaning
from leadline.domain.errors import NUMBER_REFUSALS, OptedOut
from leadline.domain.message import Status


@pytest.mark.parametrize("meaning", MEANINGS.values(), ids=map(str, MEANINGS))
def test_a_meaning_is_a_sentence_for_people_without_jargon(meaning: Meaning):
    assert meaning.sentence[0].isupper()
    assert not any(word in meaning.sentence.lower() for word in ("twilio", "10dlc", "http", "api", "error"))


def test_what_a_number_is_refused_for_has_a_refusal():
    refused = {meaning.refusal for meaning in MEANINGS.values() if meaning.refusal}

    assert refused <= set(NUMBER_REFUSALS)


def test_only_a_word_of_the_lead_opts_out():
    assert [code for code, meaning in MEANINGS.items() if meaning.opts_out] == [21610]
    assert MEANINGS[21610].code == OptedOut.code


def test_every_status_of_twilio_is_read_as_one_of_an_outbound_message():
    from leadline.adapters.twilio.reports import STATUSES

    assert set(STATUSES.values()) == {Status.SENT, Status.DELIVERED, Status.FAILED}
