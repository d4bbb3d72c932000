"""Pictures and files that a lead sends, in a real browser: seen, saved, never run, and told when they are gone."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.drawing import drawn
from tests.e2e.portal.phone import Phone
from tests.e2e.running_stack import RunningStack

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

PDF = b"%PDF-1.7\nA signed form"


def viewer(desk: Desk) -> Locator:
    return desk.page.get_by_role("dialog", name="Picture")


def is_drawn(image: Locator) -> bool:
    """Whether the browser could read the picture."""
    return bool(image.evaluate("image => image.complete && image.naturalWidth > 0"))


def open_first(desk: Desk, lead: Phone, body: str) -> None:
    """Open the first picture of a text."""
    desk.choose(lead.name)
    desk.bubble(body).get_by_role("button").first.click()


def test_a_click_shows_a_picture_and_keys_go_through_the_others(at_work: Desk, lead: Phone, tmp_path: Path):
    lead.text("The house", files=[("image/png", drawn()), ("application/pdf", PDF), ("image/png", drawn(220))])
    open_first(at_work, lead, "The house")

    first = viewer(at_work).get_by_role("img", name=f"Picture 1 of 2, from {lead.name}")
    expect(first).to_be_visible()
    expect(viewer(at_work).get_by_role("button", name="Save")).to_be_visible()
    assert is_drawn(first)
    at_work.page.screenshot(path=tmp_path / "attachment.png", animations="disabled")

    at_work.page.keyboard.press("ArrowRight")
    second = viewer(at_work).get_by_role("img", name=f"Picture 2 of 2, from {lead.name}")
    expect(second).to_be_visible()
    at_work.page.keyboard.press("ArrowRight")
    expect(second).to_be_visible()
    at_work.page.keyboard.press("ArrowLeft")
    expect(first).to_be_visible()

    at_work.page.keyboard.press("Escape")
    expect(viewer(at_work)).to_have_count(0)
    expect(at_work.bubble("The house").get_by_role("button").first).to_be_focused()


def test_a_picture_larger_than_one_answer_is_shown(at_work: Desk, lead: Phone):
    lead.text("A photo", files=[("image/png", drawn(padding=4_600_000))])
    open_first(at_work, lead, "A photo")

    image = viewer(at_work).get_by_role("img")
    expect(image).to_be_visible()
    assert is_drawn(image)


def test_a_file_is_saved_as_it_was_sent(at_work: Desk, lead: Phone):
    lead.text("The form", files=[("application/pdf", PDF), ("image/heic", b"\0\0\0\x18ftypheic\0\0\0\0")])
    at_work.choose(lead.name)
    chips = at_work.bubble("The form").get_by_role("button")
    expect(chips).to_have_text(["PDF Save", "Picture (HEIC) Save"])

    for chip, extension, content in (
        (chips.first, "-1.pdf", PDF),
        (chips.last, "-2.heic", b"\0\0\0\x18ftypheic\0\0\0\0"),
    ):
        with at_work.page.expect_download() as saved:
            chip.click()
        assert saved.value.suggested_filename.endswith(extension)
        assert saved.value.path().read_bytes() == content
    assert len(at_work.page.context.pages) == 1


def test_a_picture_is_saved_from_where_it_is_seen(at_work: Desk, lead: Phone):
    sent = drawn()
    lead.text("The house", files=[("image/jpeg", sent)])
    open_first(at_work, lead, "The house")

    with at_work.page.expect_download() as saved:
        viewer(at_work).get_by_role("button", name="Save").click()

    assert saved.value.suggested_filename.endswith("-1.png"), "by what it is, not by what it was called"
    assert saved.value.path().read_bytes() == sent


def test_what_only_calls_itself_a_picture_is_not_shown(at_work: Desk, lead: Phone):
    page = b"<!doctype html><script>parent.document.title = 'run'</script>"
    lead.text("Look", files=[("image/png", page), ("image/gif", b"GIF89a broken")])
    open_first(at_work, lead, "Look")

    told = viewer(at_work).get_by_text("This file can’t be shown as a picture.")
    expect(told).to_be_visible()
    expect(viewer(at_work).get_by_role("img")).to_have_count(0)
    at_work.page.keyboard.press("ArrowRight")
    expect(viewer(at_work).get_by_text("Picture 2 of 2")).to_be_visible()
    expect(told).to_be_visible()
    assert at_work.page.title() != "run"


def test_a_file_that_is_gone_or_cannot_be_had_says_so(
    at_work: Desk, lead: Phone, stack: RunningStack, twilio: httpx.Client
):
    sid = lead.text("The house", files=[("image/png", drawn()), ("application/pdf", PDF)])
    lead.fault("media_down", value=503, times=1)
    open_first(at_work, lead, "The house")
    expect(viewer(at_work).get_by_role("alert")).to_have_text(
        "This file can't be loaded right now. Try again in a moment."
    )
    viewer(at_work).get_by_role("button", name="Try again").click()
    expect(viewer(at_work).get_by_role("img")).to_be_visible()
    at_work.page.keyboard.press("Escape")

    account = stack.where["twilio_account"]
    sign_in, kept = (account["sid"], account["token"]), f"/2010-04-01/Accounts/{account['sid']}/Messages/{sid}/Media"
    for media in twilio.get(f"{kept}.json", auth=sign_in).json()["media_list"]:
        twilio.delete(f"{kept}/{media['sid']}", auth=sign_in).raise_for_status()

    at_work.bubble("The house").get_by_role("button").last.click()
    expect(at_work.bubble("The house").get_by_role("alert")).to_have_text(
        "This file is no longer available. Ask the sender to text it again."
    )
