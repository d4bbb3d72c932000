"""Odd cells of real files: read as they were meant, or left out and told; none costs a good phone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.errors import Invalid
from leadline.domain.imports import import_cells, import_row
from leadline.domain.leads.time_zones import zone_of

GOOD = {"name": "Ann", "phone": "+12025550143"}


@pytest.mark.parametrize(
    ("cell", "address", "is_told"),
    [
        ("ann@example.com", "ann@example.com", False),
        ("o'brien+x@mail.example.co.uk", "o'brien+x@mail.example.co.uk", False),
        ("mailto:ann@example.com", "ann@example.com", False),
        ("mailto:ann@example.com?subject=Hi", "ann@example.com", False),
        ("ann@example.com.", "ann@example.com", False),
        ("Ann Smith <ann@example.com>", "ann@example.com", False),
        ("<ann@example.com>", "ann@example.com", False),
        ("'ann@example.com'", "ann@example.com", False),
        ("ann@example.com;", "ann@example.com", False),
        ("ann@example.com; Ann@Example.com", "ann@example.com", False),
        ("ann@example.com;bo@example.com", "ann@example.com", True),
        ("ann@example.com, bo@example.com", "ann@example.com", True),
        ("ann@example.com ::: bo@example.com", "ann@example.com", True),
        ("ann@example.com bo@example.com", "ann@example.com", True),
        ('=HYPERLINK("mailto:ann@example.com","ann@example.com")', "ann@example.com", False),
        ('=HYPERLINK("http://example.com","x")', None, True),
        ("n/a", None, True),
        ("-", None, True),
        ("none", None, True),
        ("ann@example", None, True),
        ("ann at example.com", None, True),
        ("a" * 300_000, None, True),
        ("@" * 300_000, None, True),
    ],
)
def test_an_email_is_read_as_it_was_meant_or_left_out(cell: str, address: str | None, is_told: bool):
    read, told = import_cells.email(cell)

    assert (read, told is not None) == (address, is_told)


@pytest.mark.parametrize(
    ("cell", "zone"),
    [
        ("America/New_York", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("US/Eastern", "America/New_York"),
        ("us_slash_eastern", "America/New_York"),
        ("us_slash_pacific", "America/Los_Angeles"),
        ("america_slash_los_angeles", "America/Los_Angeles"),
        ("PST", "America/Los_Angeles"),
        ("EST", "America/New_York"),
        ("edt", "America/New_York"),
        ("ET", "America/New_York"),
        ("Eastern", "America/New_York"),
        ("Central Time", "America/Chicago"),
        ("Mountain Standard Time", "America/Denver"),
        ("Pacific Daylight Time", "America/Los_Angeles"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-06:00) Central Time (US & Canada)", "America/Chicago"),
        ("(GMT-08:00) Pacific Time (US &amp; Canada)", None),
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-07:00) Arizona", "America/Phoenix"),
        ("US Mountain Standard Time", "America/Phoenix"),
        ("Alaskan Standard Time", "America/Anchorage"),
        ("Hawaiian Standard Time", "Pacific/Honolulu"),
        ("Canada Central Standard Time", "America/Regina"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("UTC", "Etc/UTC"),
        ("GMT-05:00", None),
        ("(GMT-05:00)", None),
        ("-5", None),
        ("time", None),
        ("../../etc/passwd", None),
        ("Nowhere/Nothing", None),
        ("n/a", None),
        ("\0", None),
    ],
)
def test_a_time_zone_is_known_by_many_names(cell: str, zone: str | None):
    assert zone_of(cell) == zone
    assert (import_cells.timezone(cell)[1] is None) is (zone is not None)


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("+1 212-556-7423 ::: +1 212-556-7424", ["+1 212-556-7423", "+1 212-556-7424"]),
        ("(212) 556-7423; (212) 556-7424", ["(212) 556-7423", "(212) 556-7424"]),
        ("212-556-7423 / 212-556-7424", ["212-556-7423", "212-556-7424"]),
        ("212-556-7423 or 212-556-7424", ["212-556-7423", "212-556-7424"]),
        ("212-556-7423\n212-556-7424", ["212-556-7423", "212-556-7424"]),
        ("212-556-7423, ext. 12", ["212-556-7423, ext. 12"]),
        ("212-556-7423/4", ["212-556-7423/4"]),
        ("020/7946 0958", ["020/7946 0958"]),
    ],
)
def test_a_cell_may_hold_several_phones(cell: str, phones: list[str]):
    assert import_cells.phones(cell) == phones


@pytest.mark.parametrize(
    ("cell", "kept", "told", "is_number"),
    [
        ("(202) 555-0143", "(202) 555-0143", None, True),
        ("202-555-0143 ::: 202-555-0144", "202-555-0143", "This cell has 2 phone numbers. The first was kept.", True),
        (
            "111 111 1111 ::: 202-555-0144",
            "202-555-0144",
            "This cell has 2 phone numbers. The first that can be read was kept.",
            True,
        ),
    ],
)
def test_the_first_phone_of_a_cell_that_can_be_read_is_kept(cell: str, kept: str, told: str | None, is_number: bool):
    assert import_cells.phone(cell, region="US") == (kept, told, is_number)


def test_a_phone_that_can_not_be_read_is_kept_as_it_stands_and_told():
    kept, told, is_number = import_cells.phone("12", region="US")

    assert (kept, bool(told), is_number) == ("12", True, False)


@pytest.mark.parametrize(
    ("odd", "part"),
    [
        ({"email": "n/a"}, "email"),
        ({"timezone": "nowhere"}, "timezone"),
        ({"name": "x" * 3000}, "name"),
        ({"event": "x" * 3000}, "event"),
        ({"source": "x" * 3000}, "source"),
        ({"clientId": "x" * 3000}, "client_id"),
        ({"field:Notes": "x" * 3000}, "field:Notes"),
        ({"isPrimaryContact": "perhaps"}, "is_primary_contact"),
    ],
)
def test_an_odd_cell_costs_no_good_phone(odd: dict[str, str], part: str):
    said = import_row.lead({**GOOD, **odd}, region="US")

    assert (said.draft.phone, list(said.told), said.has_bad_phone) == ("+12025550143", [part], False)


PARTS = ["name", "firstName", "email", "phone", "event", "timezone", "clientId", "isPrimaryContact", "field:x"]


@given(st.dictionaries(st.sampled_from(PARTS), st.text(min_size=1, max_size=400)))
def test_no_cell_ever_costs_a_good_phone(given: dict[str, str]):
    said = import_row.lead({**given, "phone": "+12025550143"}, region="US")

    assert said.draft.phone == "+12025550143"


@given(st.dictionaries(st.sampled_from(PARTS), st.text(min_size=1, max_size=400)))
def test_whatever_is_left_out_is_told(given: dict[str, str]):
    try:
        said = import_row.lead(given, region="US")
    except Invalid:
        return
    for name, part in (("email", "email"), ("timezone", "timezone"), ("clientId", "client_id")):
        assert name not in given or getattr(said.draft, part) or part in said.told
