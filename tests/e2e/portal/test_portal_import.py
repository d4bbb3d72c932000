"""Importing files: what is understood of them, what came of it, and what was refused."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def file(name: str, text: str, encoding: str = "utf-8") -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)}


def choose(desk: Desk, chosen: FilePayload) -> None:
    desk.page.get_by_label("Choose a CSV file").set_input_files(chosen)


WATCH = """() => new MutationObserver(() => { window.warned ||= document.body.innerText.includes("was not started") })
    .observe(document.body, { subtree: true, childList: true, characterData: true })"""


def start(desk: Desk) -> None:
    """Start the import and wait until it is done; that it wasn't started is never said meanwhile."""
    desk.page.evaluate(WATCH)
    desk.page.get_by_role("button", name="Start import").click()
    expect(desk.page.get_by_text("The import is complete.")).to_be_visible(timeout=60_000)
    assert not desk.page.evaluate("window.warned")


def count(desk: Desk, name: str) -> str:
    return desk.page.locator(".import-counts div").filter(has_text=name).locator("dd").first.text_content() or ""


def test_a_spreadsheet_of_another_country_becomes_leads_and_rows_say_what_is_wrong(
    at_work: Desk, phone: Phone, tmp_path: Path
):
    tag = phone.number[-4:]
    text = (
        "\ufeffName;E-mail;Handy;Lieblingsfarbe\r\n"
        f'"Smith{tag}; Ann";ann{tag}@example.com;({phone.number[2:5]}) {phone.number[5:8]}-{tag};blau\r\n'
        "\r\n"
        f"Zoë{tag};not an address;;grün\r\n"
        f";;;=1+{tag}\r\n"
    )
    at_work.go_to("Leads")
    at_work.page.get_by_role("link", name="Import").click()
    choose(at_work, file("leute.csv", text))

    expect(at_work.page.get_by_label("Columns are separated by")).to_have_value(";")
    expect(at_work.page.get_by_label("The first row has column names")).to_be_checked()
    for column, target in {
        "Name": "name",
        "E-mail": "email",
        "Handy": "phone",
        "Lieblingsfarbe": "field:Lieblingsfarbe",
    }.items():
        expect(at_work.page.get_by_label(f"Import {column} as")).to_have_value(target)
    start(at_work)

    assert [count(at_work, name) for name in ("Rows read", "Added", "Not added", "Added, needs review")] == list("3211")
    expect(at_work.row("Rows to review", f"Zoë{tag}")).to_contain_text("Added")
    expect(at_work.row("Rows to review", f"Zoë{tag}")).to_contain_text("email")
    expect(at_work.row("Rows to review", f"=1+{tag}")).to_contain_text("Not added")
    with at_work.page.expect_download() as downloading:
        at_work.page.get_by_role("button", name="Download as CSV").click()
    downloading.value.save_as(tmp_path / "refused.csv")
    rows = list(csv.reader((tmp_path / "refused.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["Row", "Result", "Field", "Reason", "Text"]
    assert [row[:2] for row in rows[1:]] == [["4", "Added"], ["5", "Not added"]]
    assert not any(cell.startswith(("=", "+", "-", "@")) or ";=" in cell for row in rows for cell in row)
    at_work.page.get_by_role("link", name="Go to leads").click()
    found = at_work.row("Leads", f"Smith{tag}; Ann")
    at_work.type_until(at_work.page.get_by_label("Search leads"), f"Smith{tag}", found)
    found.get_by_role("link").click()
    expect(at_work.panel.get_by_label("Value of Lieblingsfarbe")).to_have_value("blau")


def test_a_report_of_a_crm_is_read_as_its_preview_shows_it(at_work: Desk, phone: Phone):
    """Titles above the list, two columns of phones, a quote out of place, odd cells, and a phone that is none."""
    tag, area = phone.number[-4:], phone.number[2:8]
    text = (
        "Leads report,,,,\nof today,,,,\n,,,,\n"
        "Name,Email,Phone,Mobile,Note\n"
        f'Ada{tag},ada{tag}@example.com,212-555-0100,{area}{tag},"5ft 6\n'
        f"Bob{tag},n/a,212-555-0101,,ok\n"
        f'Cat{tag},cat{tag}@example.com,212-555-0102,12,"fine"\n'
        "\x1a"
    )
    at_work.open("/leads/import")
    choose(at_work, file("report.csv", text))
    page = at_work.page

    expect(page.get_by_label("The list starts at")).to_have_value("4")
    expect(page.get_by_text("The list starts at row 4. Everything above it is skipped.")).to_be_visible()
    expect(
        page.get_by_text("Texts go to “Mobile”, not to “Phone”. One of the first rows has no number")
    ).to_be_visible()
    expect(page.get_by_text("There’s a misplaced quotation mark in row 5.")).to_be_visible()
    expect(page.get_by_role("table", name="Columns")).to_contain_text(f"n/a · cat{tag}@example.com")
    page.get_by_label("Import Phone as").select_option("phone")
    expect(page.get_by_text("Texts go to “Phone”, not to “Mobile”.")).to_be_visible()
    expect(page.get_by_label("Import Mobile as")).to_have_value("")
    page.get_by_label("Import Mobile as").select_option("phone")
    page.get_by_label("The list starts at").select_option("1")
    expect(page.get_by_text("Everything above it is skipped.")).to_have_count(0)
    page.get_by_label("The list starts at").select_option("4")
    start(at_work)

    names = ("Rows read", "Added", "Not added", "Added, needs review")
    assert [count(at_work, name) for name in names] == list("3303")
    expect(page.get_by_text("1 of them without a usable phone")).to_be_visible()
    for name, field in (("Ada", "quote"), ("Bob", "email"), ("Cat", "phone")):
        expect(at_work.row("Rows to review", f"{name}{tag}")).to_contain_text(field)


def test_a_file_that_names_its_delimiter_and_phones_in_pairs(at_work: Desk, phone: Phone):
    other = f"{phone.number[:-4]}{(int(phone.number[-4:]) + 5000) % 10000:04}"
    at_work.go_to("Opt-outs")
    at_work.page.get_by_role("link", name="Import").click()
    choose(at_work, file("pairs.csv", f"sep=;\r\nPhone;Note\r\n{phone.number} ::: {other};by letter, today\r\n"))

    expect(at_work.page.get_by_label("Columns are separated by")).to_have_value(";")
    expect(at_work.page.get_by_label("The list starts at")).to_have_value("1")
    expect(at_work.page.get_by_text("Each of them is opted out.")).to_be_visible()
    start(at_work)

    assert count(at_work, "Added") == "1"
    for number in (phone.number, other):
        at_work.open("/opt-outs")
        shown = f"({number[2:5]}) {number[5:8]}-{number[8:]}"
        at_work.type_until(at_work.page.get_by_label("Search by phone or name"), number, at_work.row("Opt-outs", shown))


def test_importing_a_file_twice_imports_it_once(at_work: Desk, phone: Phone):
    chosen = file("twice.csv", f"name,phone\nTwice Once,{phone.number}\n")
    for added, repeated in (("1", "0"), ("0", "1")):
        at_work.open("/leads/import")
        choose(at_work, chosen)
        start(at_work)

        assert (count(at_work, "Added"), count(at_work, "Already in your list")) == (added, repeated)


def test_an_import_goes_on_when_one_leaves_its_page(at_work: Desk, phone: Phone):
    at_work.open("/leads/import")
    rows = "".join(f"Leaver {number},leaver{number}.{phone.number[1:]}@example.com\n" for number in range(60))
    choose(at_work, file(f"leaver {phone.number}.csv", f"name,email\n{rows}"))
    at_work.page.get_by_role("button", name="Start import").click()
    expect(at_work.page.get_by_role("heading", level=1, name="leaver")).to_be_visible()

    at_work.go_to("Messages")
    at_work.go_to("Leads")
    at_work.page.get_by_role("link", name="Import").click()

    row = at_work.row("Earlier imports", f"leaver {phone.number}.csv")
    expect(row).to_contain_text("Done", timeout=60_000)
    expect(row).to_contain_text("60")
    row.get_by_role("link").click()
    expect(at_work.page.get_by_text("The import is complete.")).to_be_visible()


def test_a_file_without_headings_is_mapped_by_hand_and_by_keyboard(at_work: Desk, phone: Phone):
    at_work.open("/leads/import")
    choose(at_work, file("bare.csv", f"Bare Bones,{phone.number},2026-11-01\n"))
    expect(at_work.page.get_by_label("The first row has column names")).not_to_be_checked()
    expect(at_work.page.get_by_label("Import Column 1 as")).to_have_value("name")
    expect(at_work.page.get_by_label("Import Column 3 as")).to_have_value("")

    at_work.page.get_by_label("Import Column 1 as").select_option("")
    at_work.page.get_by_label("Import Column 2 as").select_option("")
    expect(at_work.page.get_by_text("Choose the column that has the name, email or phone number.")).to_be_visible()
    at_work.page.get_by_label("Import Column 1 as").focus()
    at_work.page.keyboard.type("Name")
    at_work.page.get_by_label("Import Column 2 as").focus()
    at_work.page.keyboard.type("Phone")
    at_work.page.get_by_role("button", name="Start import").focus()
    at_work.page.keyboard.press("Enter")

    expect(at_work.page.get_by_text("The import is complete.")).to_be_visible(timeout=60_000)
    assert count(at_work, "Added") == "1"


def test_what_is_no_csv_is_refused_before_anything_is_sent(at_work: Desk):
    at_work.open("/leads/import")

    choose(at_work, {"name": "leads.xlsx", "mimeType": "text/csv", "buffer": b"PK\x03\x04\x00\x00"})

    expect(at_work.page.get_by_role("alert").filter(has_text="Save it as CSV")).to_be_visible()
    expect(at_work.page.get_by_role("button", name="Start import")).to_have_count(0)


def test_a_file_that_does_not_arrive_is_sent_again_by_one_click(at_work: Desk, phone: Phone):
    at_work.open("/leads/import")
    at_work.page.route("**/*", lambda route: route.abort() if is_upload(route.request) else route.fallback(), times=20)
    choose(at_work, file("lost.csv", f"name,phone\nLost Found,{phone.number}\n"))
    at_work.page.get_by_role("button", name="Start import").click()
    expect(at_work.page.get_by_text("The import couldn’t start.")).to_be_visible()

    at_work.page.unroute("**/*")
    at_work.page.get_by_role("button", name="Try again").click()

    expect(at_work.page.get_by_text("The import is complete.")).to_be_visible(timeout=60_000)


def test_opt_outs_are_imported(at_work: Desk, phone: Phone):
    at_work.go_to("Opt-outs")
    at_work.page.get_by_role("link", name="Import").click()
    choose(at_work, file("stop.csv", f"Number,Reason\n{phone.number},asked by letter\nnot a number,x\n"))
    start(at_work)
    assert (count(at_work, "Added"), count(at_work, "Not added")) == ("1", "1")

    at_work.page.get_by_role("link", name="Go to opt-outs").click()

    shown = f"({phone.number[2:5]}) {phone.number[5:8]}-{phone.number[8:]}"
    at_work.type_until(
        at_work.page.get_by_label("Search by phone or name"), phone.number, at_work.row("Opt-outs", shown)
    )
    expect(at_work.row("Opt-outs", shown)).to_contain_text("Imported")


def is_upload(request: object) -> bool:
    return "multipart/form-data" in getattr(request, "headers", {}).get("content-type", "")
