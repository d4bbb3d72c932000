"""A connection that stands still: every request ends, says so, and what was sent is asked for again with its key."""

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_a_send_without_an_answer_ends_and_is_asked_for_again_with_its_key(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    keys: list[str] = []

    def stall_once(route: Route) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) > 1:
            route.fallback()  # the first is never answered

    at_work.page.route("**/messages", stall_once)
    at_work.page.clock.install()
    bubble = at_work.send("Anyone?")
    expect(bubble).to_contain_text("Sending…")

    at_work.page.clock.run_for(12_000)
    expect(bubble).to_contain_text("This is taking longer than usual…")
    at_work.page.clock.run_for(24_000)
    expect(bubble).to_contain_text("Not confirmed")
    expect(bubble).to_contain_text("Leadline isn’t answering.")
    expect(at_work.send_button).to_have_text("Send")
    at_work.page.clock.run_for(6_000)

    expect(at_work.bubble("Anyone?")).to_contain_text("Delivered")
    expect(at_work.bubbles).to_have_count(2)
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert lead.received() == ["Anyone?"]


def test_a_list_that_does_not_come_says_so_and_offers_to_try_again(at_work: Desk):
    stalled: list[Route] = []
    at_work.page.route("**/leads*", lambda route: stalled.append(route) if is_call(route) else route.fallback())
    at_work.page.clock.install()
    at_work.page.get_by_role("navigation", name="Pages").get_by_role("link", name="Leads").click()
    expect(at_work.page.get_by_role("heading", level=1)).to_have_text("Leads")

    at_work.page.clock.run_for(16_000)

    expect(at_work.page.get_by_text("Leadline isn’t answering. Check your connection and try again.")).to_be_visible()
    at_work.page.unroute_all()
    at_work.page.get_by_role("button", name="Try again").click()
    expect(at_work.page.get_by_role("table", name="Leads", exact=True)).to_be_visible()


def test_a_slow_line_shows_more_than_a_blank_page(desk: Desk):
    desk.page.route("**/assets/**", lambda _route: None)

    desk.page.goto(desk.address, wait_until="commit")

    expect(desk.page.get_by_text("Loading Leadline…")).to_be_visible()
    for scheme in ("light", "dark"):
        desk.page.emulate_media(color_scheme=scheme)
        ground = desk.page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
        assert ground == {"light": "rgb(246, 247, 249)", "dark": "rgb(16, 18, 22)"}[scheme]


def test_what_was_shown_meanwhile_is_gone_when_the_portal_is_there(desk: Desk):
    desk.open()
    expect(desk.page.get_by_role("button", name="Sign in")).to_be_visible()

    expect(desk.page.get_by_text("Loading Leadline…")).to_have_count(0)


def is_call(route: Route) -> bool:
    return route.request.resource_type == "fetch"
