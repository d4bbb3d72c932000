"""API keys: made and shown once, used by a program, revoked."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.phone import Phone
from tests.e2e.running_stack import RunningStack

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


@pytest.fixture
def program(stack: RunningStack) -> Iterator[httpx.Client]:
    """A program that calls the API, without a key yet."""
    with httpx.Client(base_url=f"{stack.api}/api", timeout=60) as client:
        yield client


def create(desk: Desk, name: str) -> str:
    """Make a key by keyboard; its secret."""
    desk.page.get_by_role("button", name="Create key").focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("dialog", name="Create key").get_by_label("Name")).to_be_focused()
    desk.page.keyboard.type(name)
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("heading", name="Copy your new key now")).to_be_focused()
    return desk.page.locator("code").filter(has_text="ll_").first.text_content() or ""


def test_a_key_is_shown_once_works_and_is_gone_from_the_list_once_it_is_revoked(
    in_charge: Desk, program: httpx.Client, phone: Phone
):
    in_charge.go_to("API keys")
    in_charge.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    name = f"Form of {phone.number}"
    secret = create(in_charge, name)
    in_charge.page.get_by_role("button", name="Copy key").click()
    expect(in_charge.page.get_by_text("Copied")).to_be_visible()
    assert in_charge.page.evaluate("navigator.clipboard.readText()") == secret

    program.headers["Authorization"] = f"Bearer {secret}"
    made = program.post("/leads", json={"name": "From a form"})
    assert made.status_code == 201, made.text
    in_charge.page.reload()
    row = in_charge.row("API keys", name)
    expect(row).to_contain_text("Avery Admin")
    expect(row).not_to_contain_text("Never used")
    assert secret not in in_charge.page.content()

    row.get_by_role("button", name=f"Revoke {name}").click()
    dialog = in_charge.page.get_by_role("dialog", name="Revoke this key?")
    expect(dialog).to_contain_text("stop working within a minute")
    dialog.get_by_role("button", name="Revoke key").click()

    expect(row).to_have_count(0)


def test_a_key_without_a_name_is_not_made(in_charge: Desk):
    in_charge.go_to("API keys")
    in_charge.page.get_by_role("button", name="Create key").click()
    dialog = in_charge.page.get_by_role("dialog", name="Create key")

    dialog.get_by_role("button", name="Create key").click()

    expect(dialog.get_by_text("Enter a name.")).to_be_visible()
    expect(dialog.get_by_label("Name")).to_be_focused()


def test_a_member_is_told_that_keys_are_for_admins(at_work: Desk):
    expect(at_work.page.get_by_role("navigation", name="Pages").get_by_text("API keys")).to_have_count(0)

    at_work.open("/api-keys")

    expect(at_work.page.get_by_role("heading", name="Only admins can see this page")).to_be_visible()
    expect(at_work.page.get_by_role("button", name="Create key")).to_have_count(0)
