"""export_opt_outs: the whole list as a file that no spreadsheet executes."""

import csv
import io

from leadline.domain.imports.csv_file import unguarded
from tests.integration.conftest import LEAD, Answer, Functions, Person, Tables
from tests.integration.test_add_opt_out import add
from tests.integration.test_list_opt_outs import fill
from tests.integration.test_receive_message import form, receive


def parts(functions: Functions, person: Person) -> list[Answer]:
    """Every part of the file."""
    found = [functions.call("export_opt_outs", person=person)]
    while cursor := found[-1].headers.get("next-cursor"):
        found.append(functions.call("export_opt_outs", person=person, query={"cursor": cursor}))
    return found


def rows(functions: Functions, person: Person) -> list[list[str]]:
    """The file's rows, with the headers."""
    text = "".join(part.text for part in parts(functions, person))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_an_empty_list_is_a_file_with_headers(functions: Functions, dana: Person):
    answer = functions.call("export_opt_outs", person=dana)

    assert answer.text == '\ufeff"phone","name","opted_out_at","source","note"\r\n'
    assert answer.headers["content-disposition"] == 'attachment; filename="opt-outs.csv"'
    assert "next-cursor" not in answer.headers


def test_nothing_in_it_is_executed_and_it_can_be_read_back(functions: Functions, dana: Person):
    note = '=HYPERLINK("http://example.com"),\n"quoted"; ünï'
    body = {"recipientPhone": LEAD, "recipientName": "@SUM(1+1)", "message": "Hello"}
    functions.call("send_message", person=dana, body=body)
    add(functions, dana, phone=LEAD, note=note)

    (_, row) = rows(functions, dana)

    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert [unguarded(row[0]), unguarded(row[1]), row[3], unguarded(row[4])] == [LEAD, "@SUM(1+1)", "hand", note]


def test_what_the_lead_said_has_its_time_and_no_note(functions: Functions, dana: Person):
    receive(functions, form("STOP"))

    (_, (phone, _, at, source, note)) = rows(functions, dana)

    assert (phone, source, note) == (f"'{LEAD}", "keyword", "")
    assert at.endswith("+00:00")


def test_a_long_list_comes_in_parts_that_make_one_file(functions: Functions, dana: Person, tables: Tables):
    phones = fill(tables, dana.firm, 2100)

    assert len(parts(functions, dana)) == 2
    found = rows(functions, dana)

    assert [row[0] for row in found[1:]] == [f"'{phone}" for phone in phones]
    assert found[0][0] == "phone"
