"""A firm texts a lead and hears back, in a real browser on the real stack."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import PASSWORD
from tests.e2e.portal.phone import Phone
from tests.e2e.running_stack import RunningStack

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

OPTED_OUT = "This lead has opted out of SMS. You can't send messages until they text START to opt back in."


def test_a_leads_text_is_answered_and_the_reply_appears_within_three_seconds(at_work: Desk, lead: Phone):
    lead.text("Hello, is this the number for appointments?")
    expect(at_work.conversation(lead.name)).to_contain_text("1 unread")

    at_work.choose(lead.name)
    expect(at_work.bubble("Hello, is this the number for appointments?")).to_be_visible()
    answer = at_work.send("It is! When would you like to come?")

    expect(answer).to_contain_text("Robin Portal")
    expect(answer).to_contain_text("Delivered")
    lead.wait_for("It is! When would you like to come?")
    lead.text("Friday works!")
    expect(at_work.bubble("Friday works!")).to_be_visible(timeout=3_000)
    expect(
        at_work.page.get_by_role("status").filter(has_text=f"New message from {lead.name}: Friday works!")
    ).to_be_attached()
    expect(at_work.conversations.get_by_role("link").first).to_contain_text(lead.name)


def test_reading_a_conversation_takes_its_mark_away(at_work: Desk, lead: Phone):
    lead.text("One")
    lead.text("Two")
    expect(at_work.conversation(lead.name)).to_contain_text("2 unread")
    assert at_work.page.title().startswith("(")

    with at_work.page.expect_response(lambda answer: answer.url.endswith("/read") and answer.ok):
        at_work.choose(lead.name)
    at_work.open("/messages")

    expect(at_work.conversation(lead.name)).to_be_visible()
    expect(at_work.conversation(lead.name)).not_to_contain_text("unread")


def test_stop_replaces_the_compose_box_and_start_brings_it_back(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    at_work.box.fill("Before you go")

    lead.text("STOP")
    expect(at_work.page.get_by_text(OPTED_OUT)).to_be_visible()
    expect(at_work.box).to_have_count(0)

    lead.text("START")
    expect(at_work.box).to_have_value("Before you go")


def test_shift_enter_makes_a_new_line_and_the_text_arrives_as_typed(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)

    at_work.box.press_sequentially("  Two lines:")
    at_work.box.press("Shift+Enter")
    at_work.box.press_sequentially("this one ")
    at_work.box.press("Enter")

    lead.wait_for("  Two lines:\nthis one ")


def test_a_double_click_on_send_sends_one_text(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    at_work.box.fill("Just once")

    at_work.send_button.dblclick()

    expect(at_work.bubble("Just once")).to_contain_text("Delivered")
    expect(at_work.bubbles).to_have_count(2)
    assert lead.received() == ["Just once"]


def test_the_counter_tells_what_a_text_costs(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)

    at_work.box.fill("a" * 160)
    expect(at_work.page.get_by_text("160 of 1,600 characters · 1 segment · each segment is billed")).to_be_visible()
    at_work.box.fill("a" * 99 + "’")
    expect(at_work.page.get_by_text("100 of 1,600 characters · 2 segments · each segment is billed")).to_be_visible()
    expect(at_work.page.get_by_text("The curly quote")).to_contain_text("makes this 2 segments instead of 1.")
    at_work.box.fill("a" * 1601)
    expect(at_work.page.get_by_text("1,601 characters: 1 too many")).to_be_visible()
    at_work.box.press("Enter")
    expect(at_work.box).to_have_value("a" * 1601)
    at_work.box.fill(" \n\u200b")
    at_work.box.press("Enter")
    expect(at_work.bubbles).to_have_count(1)


def test_older_messages_come_in_above_without_moving_the_reader(at_work: Desk, lead: Phone):
    for number in range(1, 56):
        lead.text(f"Message {number}.")
    at_work.choose(lead.name)
    expect(at_work.bubble("Message 55.")).to_be_in_viewport()
    expect(at_work.bubbles).to_have_count(50)

    at_work.history.press("Home")

    expect(at_work.bubbles).to_have_count(55)
    expect(at_work.bubble("Message 6.")).to_be_in_viewport()
    expect(at_work.bubble("Message 1.")).not_to_be_in_viewport()
    at_work.history.press("Home")
    expect(at_work.bubble("Message 1.")).to_be_in_viewport()


def test_two_tabs_are_in_step(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    other = Desk(at_work.page.context.new_page(), at_work.address)
    other.open(at_work.page.url.removeprefix(at_work.address))

    other.send("From the other tab")
    expect(at_work.bubble("From the other tab")).to_contain_text("Delivered")
    other.sign_out()

    expect(at_work.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_whole_journey_by_keyboard(desk: Desk, person: str, lead: Phone):
    lead.text("Can you hear me?")
    keyboard = desk.page.keyboard
    desk.open()

    expect(desk.page.get_by_label("Email")).to_be_focused()
    keyboard.type(person)
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    expect(desk.conversation(lead.name)).to_be_visible()
    keyboard.press("j")
    expect(desk.conversations.get_by_role("link").first).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    expect(desk.conversation(lead.name)).to_be_focused()
    keyboard.press("Enter")
    expect(desk.box).to_be_focused()
    keyboard.type("Loud and clear")
    keyboard.press("Enter")
    expect(desk.bubble("Loud and clear")).to_contain_text("Delivered")
    keyboard.press("Escape")
    expect(desk.conversation(lead.name)).to_be_focused()
    while not desk.page.get_by_role("button", name="Account of").evaluate(
        "button => button === document.activeElement"
    ):
        keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    keyboard.press("Tab")
    expect(desk.page.get_by_role("button", name="Sign out")).to_be_focused()
    keyboard.press("Enter")
    expect(desk.page.get_by_label("Email")).to_be_visible()


def test_on_a_phone_list_and_conversation_are_screens_of_their_own(at_work: Desk, lead: Phone):
    lead.text("From my phone to yours")
    page = at_work.page
    page.set_viewport_size({"width": 360, "height": 740})

    at_work.choose(lead.name)
    expect(at_work.conversations).to_be_hidden()
    expect(at_work.send("Got it")).to_contain_text("Delivered")
    assert not at_work.scrolls_sideways()
    page.get_by_role("link", name="Back to all conversations").click()

    expect(at_work.conversation(lead.name)).to_be_visible()
    expect(at_work.box).to_have_count(0)
    assert not at_work.scrolls_sideways()


def test_pictures_for_the_readme(desk: Desk, stack: RunningStack, picture: Callable[[str], Path]):
    demo = stack.firms[0]
    desk.open()
    desk.sign_in(demo["people"][0], demo["password"])
    with desk.page.expect_response("**/read"):
        desk.choose("Priya Natarajan")
    desk.box.fill("Thursday at 3:30 works. I will call you.")
    expect(desk.conversation("Priya Natarajan")).not_to_contain_text("unread")
    desk.page.screenshot(path=picture("inbox"), animations="disabled")

    desk.page.emulate_media(color_scheme="dark")
    desk.page.screenshot(path=picture("inbox-dark"), animations="disabled")

    assert picture("inbox").read_bytes() != picture("inbox-dark").read_bytes()
