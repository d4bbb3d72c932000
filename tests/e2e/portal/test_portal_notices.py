"""What the portal says when a text can't go, may have gone, or is more than text."""

import pytest
from playwright.sync_api import expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.phone import Phone

LANDLINE = "This number is a landline and can't receive SMS messages"
pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_a_landline_has_a_notice_in_place_of_the_compose_box(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    lead.fault("refuse", value=21635, times=1)

    at_work.send("Can you read this?")

    expect(at_work.page.locator(".notice").get_by_text(LANDLINE, exact=True)).to_be_visible()
    expect(at_work.box).to_have_count(0)
    expect(at_work.send_button).to_have_count(0)
    expect(at_work.bubble("Can you read this?")).to_contain_text("Not delivered")
    expect(at_work.page.get_by_role("button", name="Try again")).to_have_count(0)
    assert lead.received() == []


def test_an_unknown_outcome_is_told_as_being_checked_and_offers_no_second_try(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    lead.fault("callbacks_dropped")
    lead.fault("error_after", times=1)

    bubble = at_work.send("Did you get the papers?")

    expect(bubble).to_contain_text("Checking whether it went out…")
    expect(bubble.get_by_role("button")).to_have_count(0)
    expect(at_work.error_bar).to_be_empty()
    at_work.page.reload()
    expect(bubble).to_contain_text("Checking whether it went out…")
    assert lead.received() == ["Did you get the papers?"]


def test_pictures_and_files_are_named_by_what_they_are(at_work: Desk, lead: Phone):
    lead.text("Here they are", pictures=["image/jpeg", "application/pdf"])

    at_work.choose(lead.name)

    expect(at_work.bubble("Here they are").get_by_role("listitem")).to_have_text(["Picture (JPEG)", "PDF Save"])
    expect(at_work.conversation(lead.name)).to_contain_text("Here they are")
