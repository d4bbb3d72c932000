"""The Leads page: adding, finding, changing, deleting, and the way to a conversation."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import PASSWORD, Operator
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


@pytest.fixture
def leads(at_work: Desk) -> Desk:
    """Someone at the Leads page."""
    at_work.go_to("Leads")
    return at_work


def add(desk: Desk, **fields: str) -> None:
    """Fill in the form for a new lead and send it."""
    desk.page.get_by_role("link", name="Add lead").click()
    for label, value in fields.items():
        desk.panel.get_by_label(label, exact=True).fill(value)
    desk.panel.get_by_role("button", name="Add lead").click()


def test_a_lead_is_added_and_written_to(leads: Desk, phone: Phone):
    add(leads, Name="Nora Newman", Phone=phone.number, Email="nora@example.com", Event="Open house")

    expect(leads.panel.get_by_role("heading", name="Nora Newman")).to_be_visible()
    row = leads.row("Leads", "Nora Newman")
    expect(row).to_contain_text("nora@example.com")
    expect(row).to_contain_text("Open house")
    leads.panel.get_by_role("button", name="Message").click()
    expect(leads.box).to_be_focused()
    expect(leads.send("Hello Nora")).to_contain_text("Delivered")
    phone.wait_for("Hello Nora")


def test_a_lead_with_a_phone_that_cannot_be_is_kept_and_marked(leads: Desk):
    add(leads, Name="Ivan Invalid", Phone="1234567890")

    expect(leads.row("Leads", "Ivan Invalid")).to_contain_text("Invalid")
    expect(leads.panel.get_by_role("button", name="Message")).to_have_count(0)
    leads.page.get_by_role("search").get_by_label("Phone").select_option("invalid")
    expect(leads.row("Leads", "Ivan Invalid")).to_be_visible()
    expect(leads.page).to_have_url(re.compile("phone=invalid"))


def test_what_is_wrong_with_a_lead_is_told_at_its_field(leads: Desk):
    add(leads, Name="Erin Error", Email="not an address")

    email = leads.panel.get_by_label("Email", exact=True)
    expect(email).to_be_focused()
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(leads.panel.locator(".field-error")).not_to_be_empty()
    expect(leads.row("Leads", "Erin Error")).to_have_count(0)


def test_a_lead_is_changed(leads: Desk, lead: Phone):
    leads.type_until(leads.page.get_by_label("Search leads"), lead.name, leads.row("Leads", lead.name))
    leads.row("Leads", lead.name).get_by_role("link").click()

    leads.panel.get_by_label("Source", exact=True).fill("Referral")
    leads.panel.get_by_role("button", name="Add a field").click()
    leads.page.keyboard.type("Budget")
    leads.page.keyboard.press("Tab")
    leads.page.keyboard.type("$5,000")
    leads.page.keyboard.press("Enter")

    expect(leads.panel.get_by_role("button", name="Discard changes")).to_have_count(0)
    leads.page.reload()
    expect(leads.panel.get_by_label("Source", exact=True)).to_have_value("Referral")
    expect(leads.panel.get_by_label("Value of Budget")).to_have_value("$5,000")


def test_a_deleted_lead_is_gone_and_the_conversation_stays(leads: Desk, lead: Phone):
    lead.text("Keep this")
    leads.type_until(leads.page.get_by_label("Search leads"), lead.name, leads.row("Leads", lead.name))
    leads.row("Leads", lead.name).get_by_role("link").click()
    expect(leads.panel).to_contain_text("Keep this")

    leads.panel.get_by_role("button", name="Delete").click()
    dialog = leads.page.get_by_role("dialog", name="Delete this lead?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    dialog.get_by_role("button", name="Delete lead").click()

    expect(leads.panel).to_have_count(0)
    expect(leads.row("Leads", lead.name)).to_have_count(0)
    leads.go_to("Messages")
    expect(leads.conversations.get_by_role("link").filter(has_text="Keep this")).to_be_visible()


def test_leads_are_walked_through_by_keyboard(leads: Desk, firm: str, operator: Operator):
    operator.add_lead(firm, "Walt Walker", "+14155553901")
    operator.add_lead(firm, "Wanda Walker", "+14155553902")
    leads.type_until(leads.page.get_by_label("Search leads"), "Walker", leads.row("Leads", "Wanda Walker"))
    keyboard = leads.page.keyboard
    leads.page.get_by_role("heading", name="Leads", level=1).click()

    keyboard.press("j")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    name = leads.focused.text_content() or "?"
    keyboard.press("Enter")

    expect(leads.panel.get_by_role("heading", name=name)).to_be_focused()
    keyboard.press("Escape")
    expect(leads.panel).to_have_count(0)
    expect(leads.focused).to_have_text(name)


def test_more_leads_come_as_one_scrolls(desk: Desk, operator: Operator):
    firm = operator.add_firm("Crowded & Co")
    operator.add_user(firm, "crowded@portal.example", "Casey Crowded")
    for number in range(30):
        operator.add_lead(firm, f"Crowd {number:02}", f"+1415555{3000 + number}")
    desk.open()
    desk.sign_in("crowded@portal.example", PASSWORD)
    desk.go_to("Leads")
    rows = desk.page.get_by_role("table", name="Leads").get_by_role("rowheader")
    expect(desk.row("Leads", "Crowd 29")).to_be_visible()

    desk.page.keyboard.press("j")
    desk.page.keyboard.press("End")

    expect(rows).to_have_count(30)
    expect(rows.first).to_have_text("Crowd 29")
    expect(rows.last).to_have_text("Crowd 00")


def test_a_firm_without_leads_is_told_where_they_come_from(desk: Desk, operator: Operator):
    firm = operator.add_firm("Empty & Co")
    operator.add_user(firm, "empty@portal.example", "Emil Empty")
    desk.open("/leads")
    desk.sign_in("empty@portal.example", PASSWORD)

    expect(desk.page.get_by_role("heading", name="No leads yet")).to_be_visible()
    desk.page.get_by_label("Search leads").fill("somebody")
    expect(desk.page.get_by_role("heading", name="No leads found")).to_be_visible()
    desk.page.get_by_role("button", name="Clear filters").first.click()
    expect(desk.page.get_by_role("heading", name="No leads yet")).to_be_visible()


def test_on_a_phone_leads_are_cards_and_one_lead_covers_them(leads: Desk, lead: Phone):
    leads.page.set_viewport_size({"width": 360, "height": 740})
    leads.type_until(leads.page.get_by_label("Search leads"), lead.name, leads.row("Leads", lead.name))
    assert not leads.scrolls_sideways()

    leads.row("Leads", lead.name).get_by_role("link").click()
    expect(leads.panel.get_by_role("heading", name=lead.name)).to_be_visible()
    assert leads.panel_width == 360
    assert not leads.scrolls_sideways()
    leads.page.go_back()

    expect(leads.panel).to_have_count(0)
    expect(leads.row("Leads", lead.name)).to_be_visible()


def test_another_page_has_its_title_and_its_heading_focused(at_work: Desk):
    for page in ("Leads", "Opt-outs", "Messages"):
        at_work.go_to(page)
        expect(at_work.page.get_by_role("heading", level=1, name=page)).to_be_focused()
        assert f"{page} · Leadline" in at_work.page.title()
