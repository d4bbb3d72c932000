"""The opt-out list: seeing, adding, lifting, exporting."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import PASSWORD, Operator
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def add(desk: Desk, phone: str, note: str) -> None:
    """Add an opt-out by hand."""
    desk.page.get_by_role("link", name="Add opt-out").click()
    desk.panel.get_by_label("Phone").fill(phone)
    desk.panel.get_by_label("Note").fill(note)
    desk.panel.get_by_role("button", name="Add opt-out").click()
    expect(desk.panel).to_have_count(0)


def shown(number: str) -> str:
    return f"({number[2:5]}) {number[5:8]}-{number[8:]}"


def test_whoever_texted_stop_is_listed_and_cannot_be_lifted(in_charge: Desk, lead: Phone):
    lead.text("STOP")
    in_charge.go_to("Opt-outs")

    row = in_charge.row("Opt-outs", shown(lead.number))
    in_charge.type_until(in_charge.page.get_by_label("Search by phone or name"), lead.number, row)
    expect(row).to_contain_text("By text")
    expect(row.get_by_role("button")).to_have_count(0)


def test_an_opt_out_by_hand_stops_texts_until_an_admin_lifts_it(in_charge: Desk, lead: Phone):
    lead.text("Hi")
    in_charge.go_to("Opt-outs")
    add(in_charge, lead.number, "Asked on the phone")
    row = in_charge.row("Opt-outs", shown(lead.number))
    expect(row).to_contain_text("Asked on the phone")
    expect(row).to_contain_text("By hand")
    in_charge.go_to("Messages")
    in_charge.choose(lead.name)
    expect(in_charge.box).to_have_count(0)

    in_charge.go_to("Opt-outs")
    row.get_by_role("button", name="Remove").focus()
    in_charge.page.keyboard.press("Enter")
    dialog = in_charge.page.get_by_role("dialog", name="Remove this opt-out?")
    expect(dialog).to_contain_text("Your firm can text")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    in_charge.page.keyboard.press("Tab")
    in_charge.page.keyboard.press("Enter")

    expect(row).to_have_count(0)
    in_charge.go_to("Messages")
    in_charge.choose(lead.name)
    expect(in_charge.box).to_be_visible()


def test_a_member_adds_opt_outs_and_lifts_none(at_work: Desk, phone: Phone):
    at_work.go_to("Opt-outs")
    add(at_work, phone.number, "Wrote a letter")

    row = at_work.row("Opt-outs", shown(phone.number))
    expect(row).to_be_visible()
    expect(row.get_by_role("button")).to_have_count(0)


def test_a_number_that_cannot_be_is_told_at_the_field(at_work: Desk):
    at_work.open("/opt-outs/new")
    phone = at_work.panel.get_by_label("Phone")
    at_work.panel.get_by_role("button", name="Add opt-out").click()
    expect(phone).to_be_focused()
    expect(at_work.panel.get_by_text("Enter the phone number.")).to_be_visible()

    phone.fill("+1234")
    phone.press("Enter")

    expect(at_work.panel.locator(".field-error")).not_to_have_text("Enter the phone number.")
    expect(phone).to_have_attribute("aria-invalid", "true")


def test_the_list_is_exported_as_a_file_that_no_spreadsheet_executes(at_work: Desk, phone: Phone, tmp_path: Path):
    at_work.go_to("Opt-outs")
    add(at_work, phone.number, "=1+1")

    with at_work.page.expect_download() as downloading:
        at_work.page.get_by_role("button", name="Export").click()
    downloading.value.save_as(tmp_path / "export.csv")

    rows = list(csv.reader((tmp_path / "export.csv").read_text("utf-8-sig").splitlines()))
    assert [row for row in rows if row[0] == "phone"] == rows[:1]
    assert [row[-1] for row in rows if row[0] == f"'{phone.number}"] == ["'=1+1"]


def test_a_firm_without_opt_outs_is_told_how_they_come(desk: Desk, operator: Operator):
    firm = operator.add_firm("Welcome & Co")
    operator.add_user(firm, "welcome@portal.example", "Wes Welcome")
    desk.open("/opt-outs")
    desk.sign_in("welcome@portal.example", PASSWORD)

    expect(desk.page.get_by_role("heading", name="No opt-outs yet")).to_be_visible()
