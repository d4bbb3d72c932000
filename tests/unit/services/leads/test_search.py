"""Search: nobody is missed because others, or other words of one person, fill the first page of what was found."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from leadline.domain.leads.lead import Lead
from leadline.domain.ports.leads import LeadFilter, Subject
from leadline.services.leads import following, search
from tests.fakes import NOON, InMemoryLeadBook, InMemoryLeadIndex, InMemoryPeople, InMemoryTables

FIRM = "firm"


@pytest.fixture
def tables() -> InMemoryTables:
    """Empty tables."""
    return InMemoryTables()


def signed_up(tables: InMemoryTables, many: int, **fields: str | None) -> InMemoryLeadIndex:
    """An index of leads that are all found by “ann”, the newest of whom has the fields."""
    index, book = InMemoryLeadIndex(), InMemoryLeadBook(tables)
    for number in range(many):
        at = NOON + timedelta(seconds=number)
        lead = Lead(
            id=f"{number:05}", firm_id=FIRM, name=f"Ann {number}", phone=None, email=None, created_at=at, updated_at=at
        )
        book.add(replace(lead, **fields) if number == many - 1 else lead)
        following.follow(Subject(firm_id=FIRM, lead_id=lead.id), book=book, index=index, people=InMemoryPeople(tables))
    return index


def test_a_lead_that_the_filter_takes_is_found_behind_a_page_of_others(tables: InMemoryTables):
    index = signed_up(tables, 90, event="Fair")

    found = search.leads("ann", LeadFilter(event="Fair"), firm_id=FIRM, index=index, book=InMemoryLeadBook(tables))

    assert [lead.event for lead in found] == ["Fair"]
