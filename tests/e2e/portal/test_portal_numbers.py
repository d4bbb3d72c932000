"""What the portal says of a number that can't be texted, and of the person behind it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import Operator
from tests.e2e.portal.phone import Phone

LANDLINE = "This number is a landline and can't receive SMS messages"
WISH = "This looks like a request to stop."
OPTED_OUT = "This lead has opted out of SMS. You can't send messages until they text START to opt back in."
pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_a_landline_is_told_when_its_conversation_is_opened_and_never_blocks_before(
    at_work: Desk, phone: Phone, firm: str, operator: Operator
):
    phone.hold(name="Landa Line", lineType="landline")
    operator.add_lead(firm, "Landa Line", phone.number)
    at_work.go_to("Leads")
    at_work.type_until(at_work.page.get_by_label("Search leads"), phone.number, at_work.row("Leads", "Landa Line"))
    at_work.row("Leads", "Landa Line").get_by_role("link").click()

    at_work.panel.get_by_role("button", name="Message").click()

    notice = at_work.page.get_by_text(LANDLINE, exact=True)
    expect(notice).to_be_visible()
    expect(at_work.box).to_have_count(0)
    expect(at_work.page.get_by_role("heading", name="Landa Line")).to_be_visible()


def test_a_blocked_number_says_why_and_an_admin_lifts_the_block(in_charge: Desk, lead: Phone):
    lead.text("Hi")
    in_charge.choose(lead.name)
    lead.hold(name=lead.name, outcome="30007")
    for number in range(3):
        expect(in_charge.send(f"Filtered {number}")).to_contain_text("Not delivered")

    lift = in_charge.page.get_by_role("button", name="Unblock this number")
    expect(lift).to_be_visible()
    expect(in_charge.box).to_have_count(0)
    lift.click()

    expect(in_charge.box).to_be_visible()
    in_charge.page.get_by_role("button", name="Details").click()
    history = in_charge.panel.get_by_role("region", name="Opt-outs and blocks")
    expect(history).to_contain_text("Unblocked by hand, Avery Admin")
    expect(history).to_contain_text("Blocked: carriers filtered the messages")


def test_a_member_sees_a_block_and_no_way_to_lift_it(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    lead.hold(name=lead.name, outcome="30007")
    for number in range(3):
        expect(at_work.send(f"Filtered {number}")).to_contain_text("Not delivered")

    expect(at_work.box).to_have_count(0)
    expect(at_work.page.get_by_role("button", name="Unblock this number")).to_have_count(0)


def test_a_wish_to_stop_is_offered_asked_once_more_and_never_acted_on_by_itself(at_work: Desk, lead: Phone):
    lead.text("Please remove me from your list")
    at_work.choose(lead.name)
    bubble = at_work.bubble("Please remove me from your list")
    expect(bubble).to_contain_text(WISH)

    bubble.get_by_role("button", name="Opt out").click()
    expect(bubble.get_by_role("button", name="Yes, opt out")).to_be_focused()
    bubble.get_by_role("button", name="Cancel").click()
    expect(bubble.get_by_role("button", name="Opt out")).to_be_focused()
    expect(at_work.box).to_be_visible()
    at_work.page.keyboard.press("Enter")
    at_work.page.keyboard.press("Enter")

    expect(at_work.page.get_by_text(OPTED_OUT)).to_be_visible()
    expect(at_work.box).to_have_count(0)
    expect(at_work.page.get_by_text(WISH)).to_have_count(0)


def test_three_signups_of_one_phone_are_one_person(at_work: Desk, lead: Phone, firm: str, operator: Operator):
    operator.add_lead(firm, f"{lead.name} Again", lead.number)
    operator.add_lead(firm, f"{lead.name} Newest", f"({lead.number[2:5]}) {lead.number[5:8]}-{lead.number[8:]}")
    lead.text("Hi")
    at_work.choose(f"{lead.name} Newest")

    at_work.page.get_by_role("button", name="Details").click()

    expect(at_work.panel.get_by_role("heading", name="3 signups")).to_be_visible()
    expect(at_work.panel.get_by_role("article")).to_have_count(3)
    expect(at_work.panel.get_by_role("article").first).to_contain_text(f"{lead.name} Newest")


def test_the_person_is_opened_and_closed_by_keyboard_and_covers_a_phone(at_work: Desk, lead: Phone):
    lead.text("STOP")
    at_work.choose(lead.name)
    details = at_work.page.get_by_role("button", name="Details")
    details.focus()

    at_work.page.keyboard.press("Enter")
    expect(at_work.panel.get_by_role("heading", name=lead.name)).to_be_focused()
    expect(at_work.panel).to_contain_text("Opted out by text")
    expect(at_work.panel).to_contain_text("STOP")
    at_work.page.keyboard.press("Escape")
    expect(details).to_be_focused()

    at_work.page.set_viewport_size({"width": 360, "height": 740})
    details.click()
    expect(at_work.panel).to_be_visible()
    assert at_work.panel_width == 360
    at_work.page.go_back()
    expect(at_work.panel).to_have_count(0)
    expect(details).to_be_visible()
