"""Refusals as values."""

import pytest

from leadline.domain.errors import Invalid, RateLimited, Refusal


@pytest.mark.parametrize("name", ["message", "self", "Idempotency-Key", "", "errors"])
def test_a_field_of_any_name_can_be_refused(name: str):
    assert Invalid(**{name: "is wrong."}).errors == {name: "is wrong."}


def test_every_refusal_but_the_one_that_lists_fields_has_a_sentence_of_its_own():
    refusals = [refusal for refusal in Refusal.__subclasses__() if refusal is not Invalid]

    assert all(refusal.sentence for refusal in refusals)
    assert len({refusal.code for refusal in refusals}) == len(refusals)


def test_a_rate_limit_says_when_to_try_again():
    refusal = RateLimited(7)

    assert refusal.retry_after_seconds == 7
    assert str(refusal) == "Rate limit: 10 messages per minute. Try again shortly."
