"""+ New conversation: finding somebody to text, and searching the inbox."""

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import Operator
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_a_lead_is_found_while_typing_and_the_first_text_puts_them_in_the_list(at_work: Desk, lead: Phone):
    expect(at_work.conversation(lead.name)).to_have_count(0)
    at_work.open_picker()
    found = at_work.picker.get_by_role("option").filter(has_text=lead.name)

    at_work.type_until(at_work.picker_field, lead.name.lower(), found)
    found.click()

    thread = at_work.page.get_by_role("region", name="Conversation")
    expect(thread.get_by_role("heading", name=lead.name)).to_be_visible()
    expect(thread.get_by_text("No messages yet. Write the first one below.")).to_be_visible()
    expect(at_work.box).to_be_focused()
    expect(at_work.conversation(lead.name)).to_have_count(0)
    expect(at_work.send("Welcome!")).to_contain_text("Delivered")
    expect(at_work.conversations.get_by_role("link").first).to_contain_text(lead.name)
    lead.wait_for("Welcome!")


def test_a_conversation_is_started_by_keyboard_alone(at_work: Desk, firm: str, operator: Operator, phone: Phone):
    for number, name in enumerate(("Keyla Boardman", "Keyla Boardley")):
        operator.add_lead(firm, name, f"+1415556{phone.number[-3:]}{number}")
    keyboard = at_work.page.keyboard
    at_work.page.get_by_role("button", name="+ New conversation").focus()
    keyboard.press("Enter")
    options = at_work.picker.get_by_role("option")
    at_work.type_until(at_work.picker_field, "keyla boardm", options)
    at_work.type_until(at_work.picker_field, "keyla boardl", options)

    at_work.picker_field.fill("")
    keyboard.type("keyla board")
    expect(options).to_have_count(2)
    expect(options.first).to_have_attribute("aria-selected", "true")
    keyboard.press("ArrowDown")
    expect(options.last).to_have_attribute("aria-selected", "true")
    keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    keyboard.press("ArrowUp")
    name = options.last.text_content() or ""
    keyboard.press("Enter")

    expect(at_work.box).to_be_focused()
    heading = at_work.page.get_by_role("region", name="Conversation").get_by_role("heading")
    assert (heading.text_content() or "?") in name


def test_escape_closes_the_panel_and_gives_the_focus_back(at_work: Desk):
    at_work.open_picker()

    at_work.page.keyboard.press("Escape")

    expect(at_work.picker).to_have_count(0)
    expect(at_work.page.get_by_role("button", name="+ New conversation")).to_be_focused()


def test_nobody_is_looked_for_before_the_second_character(at_work: Desk):
    at_work.open_picker()
    asked: list[str] = []
    at_work.page.on("request", lambda request: asked.append(request.url) if "/leads/search" in request.url else None)

    at_work.picker_field.press_sequentially("z")
    expect(at_work.picker.get_by_text("Type at least 2 characters.")).to_be_visible()
    at_work.picker_field.press_sequentially("zzzqqq", delay=20)

    expect(at_work.picker.get_by_role("heading", name="No leads found")).to_be_visible()
    assert len(asked) == 1


def test_a_search_that_fails_says_so_and_can_be_tried_again(at_work: Desk):
    at_work.page.route("**/leads/search**", lambda route: route.abort(), times=1)
    at_work.open_picker()

    at_work.picker_field.fill("zzzqqq")

    expect(at_work.picker.get_by_role("alert")).to_contain_text("Leadline can’t be reached. Check your connection.")
    at_work.picker.get_by_role("button", name="Try again").click()
    expect(at_work.picker.get_by_role("heading", name="No leads found")).to_be_visible()


def test_enter_never_opens_who_was_found_for_other_words(at_work: Desk, lead: Phone):
    at_work.open_picker()
    found = at_work.picker.get_by_role("option").filter(has_text=lead.name)
    at_work.type_until(at_work.picker_field, lead.name, found)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    at_work.page.route("**/leads/search**", hold)

    at_work.picker_field.press_sequentially(" zzz")
    at_work.page.wait_for_timeout(500)
    at_work.page.keyboard.press("Enter")

    expect(at_work.picker).to_be_visible()
    for route in held:
        route.continue_()
    expect(at_work.picker.get_by_role("heading", name="No leads found")).to_be_visible()


def test_whoever_opted_out_is_not_found(at_work: Desk, lead: Phone):
    at_work.open_picker()
    found = at_work.picker.get_by_role("option").filter(has_text=lead.name)
    at_work.type_until(at_work.picker_field, lead.name, found)

    lead.text("STOP")

    gone = at_work.picker.get_by_role("heading", name="No leads found")
    at_work.type_until(at_work.picker_field, lead.name, gone)


def test_the_inbox_is_searched_by_name_and_by_phone(at_work: Desk, lead: Phone):
    lead.text("Hi")
    expect(at_work.conversation(lead.name)).to_be_visible()
    field = at_work.page.get_by_label("Search conversations")
    found = at_work.page.get_by_role("navigation", name="Conversations found").get_by_role("link")

    at_work.type_until(field, lead.name, found.filter(has_text=lead.name))
    at_work.type_until(field, lead.number[-4:], found.filter(has_text=lead.name))
    field.fill("zzzqqq")
    expect(at_work.page.get_by_role("heading", name="No conversations found")).to_be_visible()
    field.press("Escape")

    expect(at_work.page.get_by_role("navigation", name="Conversations", exact=True)).to_be_visible()
