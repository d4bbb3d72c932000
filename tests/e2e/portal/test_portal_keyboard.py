"""The portal without a mouse, without its colours, and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_the_first_stop_leads_past_the_bar(at_work: Desk, lead: Phone):
    at_work.open("/leads")
    expect(at_work.page.get_by_role("heading", level=1)).to_have_text("Leads")

    at_work.page.keyboard.press("Tab")
    skip = at_work.page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    at_work.page.keyboard.press("Enter")

    expect(at_work.page.get_by_role("main")).to_be_focused()
    at_work.page.keyboard.press("Tab")
    expect(at_work.page.get_by_role("main").locator(":focus")).to_have_count(1)
    assert "#" not in at_work.page.url


def test_without_colours_what_is_chosen_and_who_wrote_stay_visible(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    expect(at_work.send("Hello")).to_contain_text("Delivered")
    at_work.page.emulate_media(forced_colors="active")

    def width(selector: str, side: str) -> str:
        return str(at_work.page.eval_on_selector(selector, f"(one) => getComputedStyle(one).border{side}Width"))

    assert width(".thread-link[aria-current]", "Left") == "4px"
    assert width(".bubble-inbound .bubble-text", "Top") == "1px"
    assert width(".bubble-outbound .bubble-text", "Top") == "2px"


def test_on_a_phone_a_bubbles_status_ends_where_its_bubble_ends(at_work: Desk, lead: Phone):
    lead.hold(name=lead.name, outcome="30003")
    lead.text("Hi")
    at_work.choose(lead.name)
    at_work.page.set_viewport_size({"width": 360, "height": 740})
    bubble = at_work.send("Ok")
    expect(bubble).to_contain_text("Not delivered")

    ends = bubble.evaluate("""(bubble) => [".bubble-text", ".bubble-status"].map((part) => {
        const range = document.createRange();
        range.selectNodeContents(bubble.querySelector(part));
        return [bubble.querySelector(part).getBoundingClientRect().right, range.getBoundingClientRect().right];
    })""")
    (text, _), (_, status) = ends
    assert abs(text - status) <= 8
