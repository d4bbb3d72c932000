"""The simulated Twilio's page: phones that a person holds, with a mouse or by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.simulators.cast import ACCOUNT, FIRM, PHONE, Desk
from tests.simulators.running import running

pytestmark = pytest.mark.browser
HOSTILE = '<img src=x onerror="document.title=1"> & <b>bold</b>'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A simulator with one number and one phone, Ada's."""
    with running(ACCOUNT, data=tmp_path / "twilio.sqlite") as simulator, httpx.Client(base_url=simulator.url) as http:
        desk = Desk(http)
        desk.post("/control/pace", stepDelay=0.01)
        buy = f"/2010-04-01/Accounts/{ACCOUNT.sid}/IncomingPhoneNumbers.json"
        http.post(buy, data={"PhoneNumber": FIRM, "FriendlyName": "Hill"}, auth=(ACCOUNT.sid, ACCOUNT.token))
        desk.hold(PHONE, name="Ada")
        yield desk


@pytest.fixture
def ada(desk: Desk, page: Page) -> Locator:
    """Ada's phone on the open page, which may log no error."""
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(str(desk.http.base_url))
    return page.get_by_role("article", name="Ada's phone")


def send(desk: Desk, body: str) -> None:
    """Text Ada from the firm's number."""
    form = {"To": PHONE, "From": FIRM, "Body": body}
    path = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json"
    assert desk.http.post(path, data=form, auth=(ACCOUNT.sid, ACCOUNT.token)).status_code == 201


def test_a_text_shows_on_the_phone_by_itself_and_stays_text(desk: Desk, ada: Locator, page: Page) -> None:
    title = page.title()

    send(desk, HOSTILE)

    expect(ada.locator(".theirs")).to_have_text(HOSTILE)
    expect(ada.locator(".bubble img, .bubble b")).to_have_count(0)
    assert page.title() == title


def test_a_person_texts_by_keyboard(desk: Desk, ada: Locator, page: Page) -> None:
    ada.get_by_label("Text message").focus()

    page.keyboard.type("Is it")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("still for sale?")
    page.keyboard.press("Enter")

    expect(ada.locator(".mine")).to_have_text("Is it\nstill for sale?")
    expect(ada.get_by_label("Text message")).to_have_value("")
    assert [text["body"] for text in desk.texts()] == ["Is it\nstill for sale?"]


def test_stop_is_one_click(desk: Desk, ada: Locator) -> None:
    ada.get_by_role("button", name="STOP").click()

    expect(ada.locator(".mine")).to_have_text("STOP")
    expect(ada.locator(".theirs")).to_have_text(re.compile("unsubscribed"))


def test_a_picture_goes_along(desk: Desk, ada: Locator) -> None:
    ada.locator("input[type=file]").set_input_files(
        {"name": "dot.gif", "mimeType": "image/gif", "buffer": b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"}
    )
    expect(ada.get_by_text("Goes along: dot.gif")).to_be_visible()

    ada.get_by_role("button", name="Send").click()

    expect(ada.get_by_role("img", name="Picture")).to_be_visible()


def test_a_file_goes_along(desk: Desk, ada: Locator) -> None:
    ada.locator("input[type=file]").set_input_files(
        {"name": "form.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )

    ada.get_by_role("button", name="Send").click()

    expect(ada.get_by_text("application/pdf")).to_be_visible()


def test_a_switched_off_phone_shows_what_never_arrived(desk: Desk, ada: Locator) -> None:
    ada.get_by_role("button", name="Phone settings").click()
    expect(ada.get_by_label("Texts to this phone").locator("option").first).to_have_text("Receives texts")
    ada.get_by_label("Texts to this phone").select_option(label="Switched off or no signal (30003)")
    expect(ada.locator(".badge")).to_have_text("Switched off or no signal (30003)")

    send(desk, "Hello")

    expect(ada.get_by_text("Never arrived · undelivered 30003")).to_be_visible()


def test_a_fault_is_switched_on_for_one_phone_and_off_again(desk: Desk, ada: Locator, page: Page) -> None:
    page.get_by_role("button", name="Faults").click()
    page.get_by_label("Hits").select_option("Ada")
    page.get_by_label("How often").select_option("3 times")
    fault = page.get_by_role("switch", name="Too many requests (429)")

    fault.check()
    expect(ada.locator(".badge")).to_have_text("Too many requests (429)")
    assert desk.read("/control/state")["faults"] == [
        {"name": "too_many", "phone": PHONE, "value": 0, "times": 3},
    ]

    page.get_by_role("button", name="Clear all faults").click()
    expect(fault).not_to_be_checked()
    expect(ada.locator(".badge")).to_be_hidden()


def test_a_phone_is_added_and_put_away(desk: Desk, ada: Locator, page: Page) -> None:
    page.get_by_role("button", name="Add a phone").click()
    page.get_by_label("Whose is it?").fill("Ben")
    page.get_by_role("textbox", name="Number").fill("12")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="not a phone number")).to_be_visible()
    page.get_by_role("textbox", name="Number").fill("(212) 555-0134")
    page.get_by_role("textbox", name="Number").press("Enter")

    ben = page.get_by_role("article", name="Ben's phone")
    expect(ben).to_contain_text("(212) 555-0134")
    ben.get_by_role("button", name="Phone settings").click()
    ben.get_by_role("button", name="Put away").click()
    expect(ben).to_have_count(0)
    expect(ada).to_be_visible()


def test_the_page_fits_a_narrow_screen(desk: Desk, ada: Locator, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 780})

    expect(ada).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_page_says_when_the_simulator_is_gone_and_back(desk: Desk, ada: Locator, page: Page) -> None:
    expect(page.get_by_text("Live", exact=True)).to_be_visible()

    desk.post("/control/offline", seconds=1)

    expect(page.get_by_text("No connection to the simulator")).to_be_visible()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
