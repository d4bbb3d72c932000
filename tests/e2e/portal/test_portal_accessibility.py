"""Every page under the rules of WCAG 2.2 that a program can judge, light and dark, at a desk and on a phone."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from local.portal import PORTAL
from tests.e2e.portal.desk import Desk
from tests.e2e.portal.drawing import drawn
from tests.e2e.portal.phone import Phone

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SIZES = {"desk": (1280, 800), "phone": (360, 740)}
Look = Callable[[Page], list[str]]

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.browser,
    pytest.mark.parametrize("scheme", ["light", "dark"]),
    pytest.mark.parametrize("size", SIZES),
]


@pytest.fixture
def broken_rules(scheme: Literal["light", "dark"], size: str) -> Look:
    """What is wrong with a page as it stands, each with the elements that it is about."""
    axe = (PORTAL / "node_modules/axe-core/axe.min.js").read_text()

    def look(page: Page) -> list[str]:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(axe)
        found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
        assert len(found["passes"]) > 5, "the rules were applied"
        return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found["violations"]]

    return look


def test_signing_in(desk: Desk, broken_rules: Look):
    desk.open()
    expect(desk.page.get_by_role("button", name="Sign in")).to_be_visible()

    assert broken_rules(desk.page) == []


def test_a_conversation_with_every_kind_of_bubble(at_work: Desk, lead: Phone, broken_rules: Look):
    lead.text("Here they are", pictures=["image/jpeg", "application/pdf"])
    at_work.choose(lead.name)
    expect(at_work.send("Thank you")).to_contain_text("Delivered")
    lead.fault("refuse", value=21612, times=1)
    expect(at_work.send("And this?")).to_contain_text("Not delivered")
    expect(at_work.error_bar).not_to_be_empty()

    assert broken_rules(at_work.page) == []


def test_a_picture_that_a_lead_sent(at_work: Desk, lead: Phone, broken_rules: Look):
    lead.text("The house", files=[("image/png", drawn())] * 2)
    at_work.choose(lead.name)
    at_work.bubble("The house").get_by_role("button").first.click()
    expect(at_work.page.get_by_role("img", name="Picture 1 of 2")).to_be_visible()

    assert broken_rules(at_work.page) == []


def test_a_lead_who_opted_out(at_work: Desk, lead: Phone, broken_rules: Look):
    lead.text("STOP")
    at_work.choose(lead.name)
    expect(at_work.page.get_by_text("This lead has opted out of SMS.")).to_be_visible()

    assert broken_rules(at_work.page) == []


def test_finding_somebody_to_text(at_work: Desk, lead: Phone, broken_rules: Look):
    at_work.open_picker()
    at_work.type_until(at_work.picker_field, lead.name, at_work.picker.get_by_role("option"))

    assert broken_rules(at_work.page) == []


def test_a_person_beside_an_empty_conversation(at_work: Desk, lead: Phone, broken_rules: Look):
    at_work.open_picker()
    found = at_work.picker.get_by_role("option").filter(has_text=lead.name)
    at_work.type_until(at_work.picker_field, lead.name, found)
    found.click()
    at_work.page.get_by_role("button", name="Details").click()
    expect(at_work.panel.get_by_role("article")).to_be_visible()

    assert broken_rules(at_work.page) == []


def test_a_wish_to_stop(at_work: Desk, lead: Phone, broken_rules: Look):
    lead.text("Please remove me from your list")
    at_work.choose(lead.name)
    at_work.page.get_by_role("button", name="Opt out").click()

    assert broken_rules(at_work.page) == []


def test_the_leads_and_one_of_them(at_work: Desk, lead: Phone, broken_rules: Look):
    at_work.go_to("Leads")
    row = at_work.row("Leads", lead.name)
    expect(row).to_be_visible()
    assert broken_rules(at_work.page) == []

    row.get_by_role("link").click()
    expect(at_work.panel.get_by_label("Name", exact=True)).to_have_value(lead.name)
    assert broken_rules(at_work.page) == []
    at_work.panel.get_by_role("button", name="Delete").click()
    expect(at_work.page.get_by_role("dialog")).to_be_visible()
    assert broken_rules(at_work.page) == []


def test_adding_a_lead_that_is_refused(at_work: Desk, broken_rules: Look):
    at_work.open("/leads/new")
    at_work.panel.get_by_label("Email", exact=True).fill("not an address")
    at_work.panel.get_by_role("button", name="Add a field").click()
    at_work.panel.get_by_role("button", name="Add lead").click()
    expect(at_work.panel.locator(".field-error")).to_be_visible()

    assert broken_rules(at_work.page) == []


def test_the_opt_outs(in_charge: Desk, lead: Phone, broken_rules: Look):
    lead.text("STOP")
    in_charge.go_to("Opt-outs")
    expect(in_charge.page.get_by_role("table", name="Opt-outs")).to_be_visible()
    assert broken_rules(in_charge.page) == []

    in_charge.page.get_by_role("link", name="Add opt-out").click()
    assert broken_rules(in_charge.page) == []


def test_the_api_keys(in_charge: Desk, broken_rules: Look):
    in_charge.go_to("API keys")
    in_charge.page.get_by_role("button", name="Create key").click()
    dialog = in_charge.page.get_by_role("dialog")
    assert broken_rules(in_charge.page) == []

    dialog.get_by_label("Name").fill("Rules")
    dialog.get_by_role("button", name="Create key").click()
    expect(in_charge.page.get_by_role("heading", name="Copy your new key now")).to_be_visible()
    expect(in_charge.page.get_by_role("table", name="API keys")).to_be_visible()
    assert broken_rules(in_charge.page) == []


def test_a_file_before_and_after_its_import(at_work: Desk, phone: Phone, broken_rules: Look):
    at_work.open("/leads/import")
    expect(at_work.page.get_by_role("heading", name="Earlier imports")).to_be_visible()
    assert broken_rules(at_work.page) == []

    text = f"name,phone,email\nAxel Rules,{phone.number},\nBea Broken,,,a cell too many\n"
    at_work.page.get_by_label("Choose a CSV file").set_input_files(
        {"name": "rules.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    expect(at_work.page.get_by_label("Import email as")).to_be_visible()
    assert broken_rules(at_work.page) == []
    at_work.page.get_by_role("button", name="Start import").click()
    expect(at_work.row("Rows to review", "Bea Broken")).to_be_visible(timeout=60_000)
    assert broken_rules(at_work.page) == []


def test_a_draft_with_another_version_in_another_tab(at_work: Desk, lead: Phone, broken_rules: Look):
    lead.text("Hi")
    at_work.choose(lead.name)
    at_work.box.fill("Mine")
    at_work.page.context.new_page().goto(at_work.page.url)
    other = Desk(at_work.page.context.pages[-1], at_work.address)
    other.box.fill("Another one")
    expect(at_work.page.get_by_role("button", name="Use that text")).to_be_visible()

    assert broken_rules(at_work.page) == []


def test_the_simulated_phones(at_work: Desk, lead: Phone, broken_rules: Look):
    lead.hold(name=lead.name)
    lead.text("Hi")
    at_work.page.goto(str(lead.twilio.base_url))
    expect(at_work.page.get_by_role("article", name=lead.name)).to_be_visible()

    # Its few words aren't a document with landmarks; what can be read is judged.
    assert [wrong for wrong in broken_rules(at_work.page) if wrong.startswith("color-contrast")] == []
