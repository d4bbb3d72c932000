"""Twilio's error codes as we read them."""

import pytest

from leadline.adapters.twilio.error_codes import MEANINGS, Meaning, reason
from leadline.adapters.twilio.reports import STATUSES, report
from leadline.domain.errors import NUMBER_REFUSALS, OptedOut, Undelivered
from leadline.domain.texting.message import Status
from leadline.domain.texting.provider import Declined
from leadline.entrypoints.http.problem import STATUSES as STATUSES_OF_REFUSALS
from tests.unit.services.conftest import PHONE, Office


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
    assert set(STATUSES.values()) == {Status.SENT, Status.DELIVERED, Status.FAILED}


# Whose trouble each code tells of, by Twilio's own words for it: the recipient's, the message's, or the line's.
WHOSE = {
    "recipient": {21211, 21265, 21266, 21604, 21610, 21614, 21635, 30003, 30004, 30005, 30006, 30007, 30047, 30610},
    "message": {21602, 21605, 21617, 21618, 21619, 30019},
    "line": {
        20003, 20404, 21212, 21408, 21601, 21603, 21606, 21608, 21611, 21612, 21703, 21704, 21705, 30001, 30002, 30008,
        30017, 30018, 30022, 30023, 30024, 30027, 30032, 30033, 30034, 30035, 30036, 63017,
    },
}  # fmt: skip


def test_every_code_has_one_whose_trouble_it_is():
    assert sorted(code for codes in WHOSE.values() for code in codes) == sorted(MEANINGS)


@pytest.mark.parametrize(("code", "whose"), [(code, whose) for whose, codes in WHOSE.items() for code in sorted(codes)])
@pytest.mark.parametrize("at_once", [True, False])
def test_only_trouble_with_the_line_is_told_as_a_failure_of_ours(code: int, whose: str, *, at_once: bool):
    office = Office()
    meaning = MEANINGS[code]
    office.carrier.script = [
        report(sid="SM1", account="AC1", to=PHONE, status="undelivered", error_code=code)
        if at_once
        else Declined(reason(meaning, code), opts_out=meaning.opts_out, number_refusal=meaning.refusal)
    ]

    with pytest.raises(Undelivered) as failed:
        office.send()

    told = failed.value.refusal
    assert STATUSES_OF_REFUSALS[type(told)] in ({500} if whose == "line" else {400, 403})
    assert (told.code == "invalid") is (whose == "message")
    assert str(told) in (meaning.sentence, f"message: {meaning.sentence}") or code == 21266
