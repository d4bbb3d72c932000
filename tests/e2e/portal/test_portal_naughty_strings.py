"""Naughty strings in the portal: all of them are shown as the text they are, and nothing in them runs."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Request, expect

from leadline.domain.writing.unprintable import without_unprintable
from tests import naughty
from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import Operator
from tests.e2e.portal.phone import Phone
from tests.e2e.running_stack import RunningStack

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

# What React makes of a bubble's words: nothing but text.
TEXTS = """bubbles => bubbles.map(bubble => bubble.querySelector(".bubble-text")).filter(text => text)
    .map(text => text.childElementCount ? text.innerHTML : text.textContent)"""


@pytest.fixture
def ran(at_work: Desk, stack: RunningStack) -> list[str]:
    """Whatever on the page did more than show text: a dialog, or a request to somebody else."""
    found: list[str] = []
    ours = {urlsplit(address).netloc for address in (stack.portal, stack.api, stack.aws)}

    def asked(request: Request) -> None:
        if urlsplit(request.url).netloc not in ours:
            found.append(request.url)

    def opened(dialog: Dialog) -> None:
        found.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    at_work.page.on("request", asked)
    at_work.page.on("dialog", opened)
    return found


def test_naughty_strings_are_shown_as_text_in_bubbles_in_the_list_and_as_a_name(
    at_work: Desk, phone: Phone, firm: str, operator: Operator, ran: list[str]
):
    texts = [without_unprintable(text) for text in naughty.packed(naughty.every(), longest=1600)]
    operator.add_lead(firm, f"Naughty {naughty.MARKUP}", phone.number)
    for text in texts:
        phone.text(text)

    at_work.conversation("Naughty").click()
    expect(at_work.bubbles).to_have_count(len(texts))

    assert at_work.bubbles.evaluate_all(TEXTS) == texts
    expect(at_work.page.get_by_role("region", name="Conversation").get_by_role("heading")).to_have_text(
        f"Naughty {naughty.MARKUP}"
    )
    for text in (naughty.MARKUP, "javascript:document.title='owned'", "=1+1", "\u202etxet desrever"):
        expect(at_work.send(text)).to_contain_text("Delivered")
    assert "owned" not in at_work.page.title()
    assert ran == []
