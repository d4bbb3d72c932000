"""One person with two tabs: neither takes away what was typed in the other."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


@pytest.fixture
def tabs(at_work: Desk, lead: Phone) -> tuple[Desk, Desk]:
    """The same conversation in two tabs of one browser."""
    lead.text("Hi")
    at_work.choose(lead.name)
    page: Page = at_work.page.context.new_page()
    other = Desk(page, at_work.address)
    page.goto(at_work.page.url)
    expect(other.bubble("Hi")).to_be_visible()
    return at_work, other


def test_a_tab_in_which_nothing_was_typed_follows(tabs: tuple[Desk, Desk]):
    one, other = tabs

    one.box.fill("Hello from here")
    expect(other.box).to_have_value("Hello from here")

    expect(other.send("Hello from there")).to_contain_text("Delivered")
    expect(one.bubble("Hello from there")).to_be_visible()


def test_what_each_has_typed_stays_and_one_chooses(tabs: tuple[Desk, Desk]):
    one, other = tabs
    one.box.fill("Mine")
    expect(other.box).to_have_value("Mine")

    other.box.fill("Mine, and more")

    expect(one.box).to_have_value("Mine")
    notice = one.page.get_by_text("You’re also writing to this person in another tab")
    expect(notice).to_contain_text("Mine, and more")
    one.page.get_by_role("button", name="Use that text").click()
    expect(one.box).to_have_value("Mine, and more")
    expect(notice).to_be_hidden()


def test_what_both_had_is_sent_once(tabs: tuple[Desk, Desk], lead: Phone):
    one, other = tabs
    one.box.fill("Only once")
    expect(other.box).to_have_value("Only once")

    other.box.press("Enter")

    expect(one.box).to_have_value("")
    expect(one.bubble("Only once")).to_contain_text("Delivered")
    assert lead.received() == ["Only once"]
