"""list_leads: all leads of a firm, newest first, by pages and filters, or by search."""

from typing import Any

import pytest

from tests.integration.conftest import LEAD, Functions, Person, open_firm
from tests.integration.test_save_lead import save
from tests.integration.wire import Wire


def names(functions: Functions, person: Person, **query: str) -> list[str]:
    """The names of all leads that a query finds, page by page."""
    found: list[str] = []
    cursor: str | None = None
    while True:
        page = functions.call("list_leads", person=person, query=query | ({"cursor": cursor} if cursor else {})).json
        found += [lead["name"] for lead in page["leads"]]
        cursor = page["next"]
        if cursor is None:
            return found


@pytest.fixture
def many(functions: Functions, dana: Person) -> list[str]:
    """The names of 23 leads, newest first; every third has no phone, every fifth an impossible one."""
    for number in range(23):
        phone = None if number % 3 == 0 else "1234567890" if number % 5 == 0 else f"20255501{number:02}"
        save(functions, dana, name=f"Lead {number}", phone=phone, event="Webinar" if number % 2 else "Fair")
    return [f"Lead {number}" for number in reversed(range(23))]


def test_leads_come_newest_first_page_by_page(functions: Functions, dana: Person, many: list[str]):
    assert names(functions, dana, limit="4") == names(functions, dana, limit="50") == many


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"event": "Fair"}, lambda number: number % 2 == 0),
        ({"phone": "missing"}, lambda number: number % 3 == 0),
        ({"phone": "invalid"}, lambda number: number % 3 and number % 5 == 0),
        ({"phone": "valid", "event": "Webinar"}, lambda number: number % 3 and number % 5 and number % 2),
        ({"event": "Nothing"}, lambda _: False),
    ],
)
def test_filters_keep_what_is_asked_for(
    functions: Functions, dana: Person, many: list[str], query: dict[str, str], kept: Any
):
    wanted = [name for name in many if kept(int(name.split()[1]))]

    assert names(functions, dana, limit="3", **query) == wanted


def test_a_search_finds_leads_whether_they_can_be_texted_or_not(functions: Functions, dana: Person, many: list[str]):
    functions.follow_changes()

    assert names(functions, dana, q="lead 1") == [f"Lead {number}" for number in (*range(19, 9, -1), 1)]
    assert names(functions, dana, q="LEAD 1", phone="missing") == ["Lead 18", "Lead 15", "Lead 12"]
    assert names(functions, dana, q="nobody") == []


def test_another_firms_leads_are_not_there(functions: Functions, dana: Person):
    save(functions, Person(open_firm("Other & Co", "+14155550199")), name="Sarah Field", phone=LEAD)
    functions.follow_changes()

    assert names(functions, dana) == names(functions, dana, q="sarah") == []


def test_a_page_of_leads_takes_one_trip(functions: Functions, dana: Person, many: list[str], wire: Wire):
    start = len(wire.calls)

    functions.call("list_leads", person=dana)

    assert wire.since(start) == ["Query"] * 4, "one for each shard, side by side"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": "51"}, "limit"),
        ({"phone": "broken"}, "phone"),
        ({"q": "x"}, "q"),
        ({"q": "y" * 101}, "q"),
        ({"event": "y" * 201}, "event"),
        ({"cursor": ""}, "cursor"),
    ],
)
def test_a_wrong_query_is_named(functions: Functions, dana: Person, query: dict[str, str], field: str):
    answer = functions.call("list_leads", person=dana, query=query)

    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (400, [field])
