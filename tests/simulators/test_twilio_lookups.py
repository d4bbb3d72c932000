"""Lookup v2 as the SDK sees it."""

import pytest
from twilio.rest import Client

from tests.simulators.cast import FIRM, PHONE, TOLL_FREE, Desk, refusal

LINE = "line_type_intelligence"


def test_a_number_is_a_valid_mobile_unless_its_phone_says_otherwise(client: Client, desk: Desk) -> None:
    found = client.lookups.v2.phone_numbers(PHONE).fetch(fields=LINE)

    assert (found.valid, found.phone_number, found.country_code, found.calling_country_code) == (True, PHONE, "US", "1")
    assert found.national_format == "(415) 555-0132"
    assert found.validation_errors == []
    assert found.line_type_intelligence["type"] == "mobile"
    assert found.line_type_intelligence["carrier_name"]


@pytest.mark.parametrize(
    ("kind", "has_carrier"), [("landline", True), ("nonFixedVoip", True), ("pager", False), ("unknown", False)]
)
def test_a_phone_chooses_its_line_type(client: Client, desk: Desk, kind: str, *, has_carrier: bool) -> None:
    desk.hold(lineType=kind)

    line = client.lookups.v2.phone_numbers(PHONE).fetch(fields=LINE).line_type_intelligence

    assert line["type"] == kind
    assert (line["carrier_name"] is not None) == has_carrier


def test_numbers_without_a_phone_look_like_what_they_are(client: Client, firm: str) -> None:
    def kind(number: str) -> str:
        return str(client.lookups.v2.phone_numbers(number).fetch(fields=LINE).line_type_intelligence["type"])

    assert [kind(TOLL_FREE), kind(FIRM)] == ["tollFree", "nonFixedVoip"]


def test_the_line_type_is_told_only_to_who_asks(client: Client, desk: Desk) -> None:
    assert client.lookups.v2.phone_numbers(PHONE).fetch().line_type_intelligence is None


@pytest.mark.parametrize(
    ("dialled", "error"),
    [
        ("+1415555013", "TOO_SHORT"),
        ("+141555501320", "TOO_LONG"),
        ("+11155550132", "INVALID_BUT_POSSIBLE"),
        ("+14150550132", "INVALID_BUT_POSSIBLE"),
        ("+10000000000", "INVALID_BUT_POSSIBLE"),
        ("+99955501320", "INVALID_COUNTRY_CODE"),
        ("hello", "NOT_A_NUMBER"),
    ],
)
def test_an_impossible_number_is_invalid_with_a_reason(client: Client, desk: Desk, dialled: str, error: str) -> None:
    found = client.lookups.v2.phone_numbers(dialled).fetch(fields=LINE)

    assert (found.valid, found.validation_errors, found.country_code) == (False, [error], None)
    assert found.line_type_intelligence is None


@pytest.mark.parametrize(
    ("dialled", "country", "number", "home"),
    [
        ("4155550132", "US", PHONE, "(415) 555-0132"),
        ("07772 000001", "GB", "+447772000001", "07772 000001"),
        ("+33 6 12 34 56 78", "US", "+33612345678", "612345678"),
    ],
)
def test_a_number_is_read_as_its_country_writes_it(
    client: Client, desk: Desk, dialled: str, country: str, number: str, home: str
) -> None:
    found = client.lookups.v2.phone_numbers(dialled).fetch(country_code=country)

    assert (found.valid, found.phone_number, found.national_format) == (True, number, home)


def test_canada_may_need_approval(client: Client, desk: Desk) -> None:
    desk.fault("lookup_unapproved")

    canadian = client.lookups.v2.phone_numbers("+14165550132").fetch(fields=LINE)
    american = client.lookups.v2.phone_numbers(PHONE).fetch(fields=LINE)

    assert (canadian.valid, canadian.country_code) == (True, "CA")
    assert (canadian.line_type_intelligence["error_code"], canadian.line_type_intelligence["type"]) == (60601, None)
    assert american.line_type_intelligence["type"] == "mobile"


def test_lookup_may_not_know_a_number_or_be_down(client: Client, desk: Desk) -> None:
    desk.fault("lookup_missing", phone=PHONE, times=1)
    desk.fault("lookup_down", phone=FIRM)

    assert refusal(client.lookups.v2.phone_numbers(PHONE).fetch) == (404, 20404)
    assert refusal(client.lookups.v2.phone_numbers(FIRM).fetch) == (503, 20503)
    assert client.lookups.v2.phone_numbers(PHONE).fetch().valid


def test_lookup_may_call_a_number_invalid_or_tell_a_code_in_place_of_its_line_type(client: Client, desk: Desk) -> None:
    desk.fault("lookup_invalid", phone=PHONE, times=1)
    desk.fault("lookup_error", phone=FIRM, value=60600)

    invalid = client.lookups.v2.phone_numbers(PHONE).fetch(fields=LINE)
    untold = client.lookups.v2.phone_numbers(FIRM).fetch(fields=LINE)

    assert (invalid.valid, invalid.validation_errors) == (False, ["INVALID_BUT_POSSIBLE"])
    assert untold.valid
    assert (untold.line_type_intelligence["error_code"], untold.line_type_intelligence["type"]) == (60600, None)
