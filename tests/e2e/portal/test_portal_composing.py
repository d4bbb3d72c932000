"""Writing with an input method: the keys that put a character together neither send nor close anything."""

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

# Safari tells of the end of a composition first, and then of the key that ended it, by its code alone.
LIKE_SAFARI = """(field, key) => field.dispatchEvent(
  new KeyboardEvent("keydown", {key, keyCode: 229, which: 229, isComposing: false, bubbles: true, cancelable: true}))"""


def compose(page: Page, text: str) -> CDPSession:
    """Begin to put `text` together in the field that has the focus."""
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    return keyboard


def press(keyboard: CDPSession, key: str) -> None:
    """Press a key that the input method takes."""
    for kind in ("rawKeyDown", "keyUp"):
        keyboard.send("Input.dispatchKeyEvent", {"type": kind, "key": key, "windowsVirtualKeyCode": 229})


def press_like_safari(field: Locator, key: str) -> None:
    field.evaluate(LIKE_SAFARI, key)


def test_half_a_text_is_never_sent(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    at_work.box.focus()

    keyboard = compose(at_work.page, "こんにち")
    press(keyboard, "Enter")
    keyboard.send("Input.insertText", {"text": "今日は"})
    press_like_safari(at_work.box, "Enter")
    press_like_safari(at_work.box, "Escape")

    expect(at_work.box).to_have_value("今日は")
    expect(at_work.box).to_be_focused()
    expect(at_work.bubbles).to_have_count(1)
    at_work.box.press("Enter")
    expect(at_work.bubble("今日は")).to_contain_text("Delivered")
    assert lead.received() == ["今日は"]


def test_the_picker_stays_while_a_name_is_put_together(at_work: Desk, lead: Phone):
    at_work.open_picker()
    at_work.type_until(at_work.picker_field, lead.name, at_work.picker.get_by_role("option"))
    at_work.picker_field.focus()

    press_like_safari(at_work.picker_field, "Enter")
    press_like_safari(at_work.picker_field, "Escape")
    keyboard = compose(at_work.page, "り")
    press(keyboard, "Escape")

    expect(at_work.picker).to_be_visible()
    keyboard.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
    at_work.picker_field.press("Escape")
    expect(at_work.picker).to_be_hidden()


def test_a_panel_stays_open_while_a_field_in_it_is_filled(at_work: Desk):
    at_work.open("/leads/new")
    name = at_work.panel.get_by_label("Name", exact=True)
    name.focus()

    keyboard = compose(at_work.page, "り")
    name.evaluate(
        "(field) => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', isComposing: true, bubbles: true}))"
    )
    keyboard.send("Input.insertText", {"text": "李"})
    press_like_safari(name, "Escape")
    expect(at_work.panel).to_be_visible()
    expect(name).to_have_value("李")

    name.press("Escape")
    expect(at_work.panel).to_be_hidden()
