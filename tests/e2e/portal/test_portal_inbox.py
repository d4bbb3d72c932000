"""The list of conversations tells the truth: of last messages, of how many are unread, also on a page that nobody sees."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import Operator
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_a_text_that_failed_never_reads_as_sent(at_work: Desk, lead: Phone):
    lead.hold(name=lead.name, outcome="30003")
    lead.text("Hi")
    at_work.choose(lead.name)
    row = at_work.conversation(lead.name)

    at_work.send("Are you reachable?")

    expect(row).to_contain_text("Not delivered: Are you reachable?")
    expect(row).not_to_contain_text("You:")


def test_a_text_that_went_out_says_whose_it_is(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)

    expect(at_work.send("Hello")).to_contain_text("Delivered")

    expect(at_work.conversation(lead.name)).to_contain_text("You: Hello")


def test_a_text_whose_outcome_is_unknown_says_so(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    lead.fault("lost_after", times=1)

    at_work.send("Did this go out?")

    expect(at_work.conversation(lead.name)).to_contain_text(re.compile("(Sending|Not confirmed): Did this go out"))


def test_a_picture_reads_as_a_picture(at_work: Desk, lead: Phone):
    lead.text("", pictures=["image/jpeg", "image/png"])

    expect(at_work.conversation(lead.name)).to_contain_text("2 pictures")


def test_the_counts_are_the_firms_whatever_is_loaded(at_work: Desk, lead: Phone):
    def as_if_there_were_more(route: Route) -> None:
        answer = route.fetch()
        page = answer.json() | {"unread": 250}
        route.fulfill(response=answer, body=json.dumps(page))

    lead.text("Hi")
    expect(at_work.conversation(lead.name)).to_be_visible()
    at_work.page.route("**/threads", as_if_there_were_more)

    expect(at_work.conversations.locator(".inbox-count")).to_have_text("250 unread")
    expect(at_work.page).to_have_title(re.compile(r"^\(250\) Messages"))


def test_a_hidden_tab_tells_of_a_reply_in_its_title(at_work: Desk, lead: Phone):
    page = at_work.page
    expect(page).to_have_title(re.compile("Messages"))
    before = page.title()
    page.clock.install()
    hide(page)
    page.clock.run_for(5_000)  # what was about to be asked has been

    lead.text("Are you there?")
    page.clock.run_for(32_000)

    page.wait_for_function("before => document.title !== before", arg=before, polling=200)
    assert re.match(r"\(\d+\) ", page.title())


def hide(page: Page) -> None:
    """Let the page believe that another tab is in front of it."""
    page.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", {get: () => "hidden"});
        Object.defineProperty(document, "hidden", {get: () => true});
        document.dispatchEvent(new Event("visibilitychange"));
    }""")


def test_the_list_is_one_stop_of_the_tab_key(at_work: Desk, firm: str, phone: Phone, operator: Operator):
    for number in ("71", "72"):
        operator.add_lead(firm, f"Stop Number {number}", f"+141555540{number}")
        Phone(phone.twilio, number=f"+141555540{number}", firm=phone.firm).text("Hi")
    links = at_work.conversations.get_by_role("link")
    expect(links.nth(1)).to_be_visible()

    stops = at_work.conversations.locator("a[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    at_work.page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    expect(stops).to_have_count(1)
    expect(links.nth(1)).to_have_attribute("tabindex", "0")
    at_work.page.keyboard.press("Tab")
    expect(at_work.conversations.locator("a:focus")).to_have_count(0)
    at_work.page.keyboard.press("Shift+Tab")
    expect(links.nth(1)).to_be_focused()


def test_an_unknown_texter_is_one_click_from_being_a_lead(at_work: Desk, phone: Phone):
    phone.text("Hi, I saw your ad")
    shown = f"({phone.number[2:5]}) {phone.number[5:8]}-{phone.number[8:]}"
    at_work.choose(shown)

    at_work.page.get_by_role("link", name="Add lead").click()

    expect(at_work.panel.get_by_label("Phone", exact=True)).to_have_value(phone.number)
    assert phone.number[1:] not in at_work.page.url
    at_work.panel.get_by_label("Name", exact=True).fill("Nora New")
    at_work.panel.get_by_role("button", name="Add lead").click()
    expect(at_work.panel.get_by_role("heading", name="Nora New")).to_be_visible()
    at_work.go_to("Messages")
    expect(at_work.conversation("Nora New")).to_be_visible(timeout=20_000)


def test_the_first_paint_of_a_conversation_takes_one_call(at_work: Desk, lead: Phone):
    lead.text("Is it still for sale?")
    at_work.choose(lead.name)
    expect(at_work.conversation(lead.name)).not_to_contain_text("unread")
    expect(at_work.bubble("Is it still for sale?")).to_be_visible()
    at_work.page.wait_for_timeout(1_000)  # it is marked as read by then
    api = at_work.page.evaluate("async () => (await (await fetch('/config.json')).json()).apiUrl")
    calls: list[str] = []
    at_work.page.on(
        "request",
        lambda request: calls.append(f"{request.method} {request.url}") if request.url.startswith(api) else None,
    )

    at_work.page.reload()
    expect(at_work.bubble("Is it still for sale?")).to_be_visible()
    expect(at_work.conversation(lead.name)).to_be_visible()
    expect(at_work.page.get_by_role("button", name="Account of")).to_be_visible()

    first = [call for call in calls if not call.startswith("OPTIONS")]
    assert first == [f"GET {api}/inbox?threadId={at_work.page.url.rpartition('/')[2]}"]
