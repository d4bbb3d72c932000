"""import_rows: rows become leads and opt-outs, once each, however often a file or a part of it is read."""

from typing import Any

import pytest

from tests.integration.conftest import LEAD, Functions, Person, Tables, aws, open_firm
from tests.integration.importing import announce, counts, imported, plan, refusals, send, start, state, uploaded
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Wire

HEADER = "Name,E-mail,Phone\n"
FILE = f"{HEADER}Ann Smith,ann@example.com,(202) 555-0143\nZoë Li,,\n"


def leads(functions: Functions, person: Person) -> list[dict[str, Any]]:
    """The firm's leads."""
    return list(functions.call("list_leads", person=person).json["leads"])


def opt_outs(functions: Functions, person: Person) -> dict[str, tuple[str, str | None]]:
    """Who is opted out, by whom and why."""
    shown = functions.call("list_opt_outs", person=person).json["optOuts"]
    return {each["phone"]: (each["source"], each["note"]) for each in shown}


def test_a_file_becomes_leads(functions: Functions, dana: Person):
    shown = imported(functions, dana, FILE)

    assert (shown["status"], shown["progress"], counts(shown)) == ("done", 1, (2, 2, 0, 0))
    assert {(lead["name"], lead["email"], lead["phone"]) for lead in leads(functions, dana)} == {
        ("Ann Smith", "ann@example.com", "+12025550143"),
        ("Zoë Li", None, None),
    }


def test_every_column_has_its_place(functions: Functions, dana: Person):
    columns = [
        "lastName", "firstName", "event", "source", "timezone", "clientId", "isPrimaryContact", "field:Shoe size", None,
    ]  # fmt: skip
    row = "O’Neil;Zoë; Webinar ;Form;Europe/Berlin;7;X;43;left out\n"

    imported(functions, dana, row, plan(*columns, delimiter=";", header=False))

    (lead,) = leads(functions, dana)
    assert {name: lead[name] for name in lead if name not in ("id", "createdAt", "updatedAt")} == {
        "name": "Zoë O’Neil",
        "email": None,
        "phone": None,
        "phoneProblem": None,
        "threadId": None,
        "event": "Webinar",
        "source": "Form",
        "fields": {"Shoe size": "43"},
        "timezone": "Europe/Berlin",
        "clientId": "7",
        "isPrimaryContact": True,
    }


@pytest.mark.parametrize(
    ("word", "is_primary"),
    [("yes", True), ("TRUE", True), ("1", True), ("x", True), ("no", False), ("", False), ("0", False)],
)
def test_a_primary_contact_is_said_in_several_words(functions: Functions, dana: Person, word: str, is_primary: bool):
    imported(functions, dana, f"Ann,{word}\n", plan("name", "isPrimaryContact", header=False))

    assert [lead["isPrimaryContact"] for lead in leads(functions, dana)] == [is_primary]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_names_are_what_they_were_in_any_encoding(functions: Functions, dana: Person, encoding: str, end: str):
    names = ["Zoë O’Neil", "Björk", "Smith, Ann", 'Ann "the" Smith', "two\nlines"]
    cells = ['"' + name.replace('"', '""') + '"' for name in names]

    shown = imported(functions, dana, end.join(["Näme", *cells]).encode(encoding), plan("name"))

    assert counts(shown) == (5, 5, 0, 0)
    assert {lead["name"] for lead in leads(functions, dana)} == set(names)


def test_a_phone_that_can_not_be_does_not_keep_its_lead_out(functions: Functions, dana: Person):
    shown = imported(functions, dana, f"{HEADER}Ann,,12345\nBo,,'+44 20 7946 0958\n")

    assert counts(shown) == (2, 2, 0, 0)
    assert {(lead["name"], lead["phone"], bool(lead["phoneProblem"])) for lead in leads(functions, dana)} == {
        ("Ann", "12345", True),
        ("Bo", "+442079460958", False),
    }


def test_a_phone_that_can_not_be_is_counted_as_such(functions: Functions, dana: Person):
    shown = imported(functions, dana, f"{HEADER}Ann,,12345\nBo,,(202) 555-0143\nCy,,\n")

    assert (counts(shown), shown["badPhones"], shown["noted"]) == ((3, 3, 0, 0), 1, 1)
    assert [(row["row"], row["field"], row["kept"]) for row in refusals(functions, dana, shown["id"])] == [
        (2, "phone", True)
    ]


def test_a_stray_quote_swallows_nobody(functions: Functions, dana: Person):
    file = (
        "Name,Email,Phone,Note\n"
        'Ann,ann@example.com,(202) 555-0143,"5ft 6\n'
        "Bo,bo@example.com,(202) 555-0144,ok\n"
        'Cy,cy@example.com,(202) 555-0145,"fine"\n'
        '"Di" Li,di@example.com,(202) 555-0146,x\n'
    )

    shown = imported(functions, dana, file, plan("name", "email", "phone", "field:Note"))

    assert (counts(shown), shown["noted"]) == ((4, 4, 0, 0), 2)
    assert {(lead["name"], lead["phone"]) for lead in leads(functions, dana)} == {
        ("Ann", "+12025550143"), ("Bo", "+12025550144"), ("Cy", "+12025550145"), ('"Di" Li', "+12025550146"),
    }  # fmt: skip
    assert [(row["row"], row["field"], row["kept"]) for row in refusals(functions, dana, shown["id"])] == [
        (2, None, True),
        (5, None, True),
    ]


def test_odd_cells_cost_no_lead(functions: Functions, dana: Person):
    file = (
        "Ann,n/a,(202) 555-0143,US/Eastern\n"
        "Bo,bo@example.com;b@example.com,(202) 555-0144,PST\n"
        'Cy,"=HYPERLINK(""http://example.com"")",="2025550145",(GMT-05:00) Eastern Time (US & Canada)\n'
        "Di,mailto:di@example.com.,'+12025550146,Narnia\n"
    )

    shown = imported(functions, dana, file, plan("name", "email", "phone", "timezone", header=False))

    assert {(lead["name"], lead["email"], lead["phone"], lead["timezone"]) for lead in leads(functions, dana)} == {
        ("Ann", None, "+12025550143", "America/New_York"),
        ("Bo", "bo@example.com", "+12025550144", "America/Los_Angeles"),
        ("Cy", None, "+12025550145", "America/New_York"),
        ("Di", "di@example.com", "+12025550146", None),
    }
    assert [(row["row"], row["field"], row["kept"]) for row in refusals(functions, dana, shown["id"])] == [
        (1, "email", True), (2, "email", True), (3, "email", True), (4, "timezone", True),
    ]  # fmt: skip
    assert (counts(shown), shown["noted"], shown["badPhones"]) == ((4, 4, 0, 0), 4, 0)


@pytest.mark.parametrize("name", ["\u200b", "\u3164\u115f", "\u2800", "\ufeff\u00ad", "\u202e\u2066", "\u034f"])
def test_a_name_of_invisible_characters_is_none(functions: Functions, dana: Person, name: str):
    shown = imported(
        functions,
        dana,
        f"{name},,,x\n{name},ann@example.com,,\n",
        plan("name", "email", "phone", "event", header=False),
    )

    assert counts(shown) == (2, 1, 0, 1)
    assert [lead["name"] for lead in leads(functions, dana)] == [None]


def test_a_list_below_titles_and_behind_a_named_delimiter(functions: Functions, dana: Person):
    report = 'Leads report,"as of\n11/28/2026",\n,,\nName,Email,Phone\nAnn,,(202) 555-0143\nName,Email,Phone\n\x1a'
    excel = "sep=;\r\nName;Email;Phone\r\nBo;;(202) 555-0144\r\n;;\r\nCy;;(202) 555-0145\r\n\x1a"

    below = imported(functions, dana, report, plan() | {"firstRow": 3})
    behind = imported(functions, dana, excel, plan(delimiter=";"))

    assert (counts(below), counts(behind)) == ((2, 1, 0, 1), (2, 2, 0, 0))
    assert [(row["row"], row["reason"]) for row in refusals(functions, dana, below["id"])] == [
        (5, "This row repeats the column names.")
    ]
    assert {lead["name"] for lead in leads(functions, dana)} == {"Ann", "Bo", "Cy"}


def test_importing_a_file_twice_is_importing_it_once(functions: Functions, dana: Person, tables: Tables):
    imported(functions, dana, FILE)
    before = [row for row in tables.rows("leads") if row["sk"] == "lead"]

    again = imported(functions, dana, FILE)

    assert counts(again) == (2, 0, 2, 0)
    assert [row for row in tables.rows("leads") if row["sk"] == "lead"] == before


def test_a_row_that_says_the_same_otherwise_is_a_repeat(functions: Functions, dana: Person):
    rows = [
        "Ann Smith,ann@example.com,(202) 555-0143",
        "ann  smith,ANN@example.com,+1 202 555 0143",
        "Ann Smith,ann@example.com,+1 202 555 0144",
    ]

    shown = imported(functions, dana, HEADER + "\n".join(rows))

    assert counts(shown) == (3, 2, 1, 0)


def test_what_was_changed_since_is_not_changed_back(functions: Functions, dana: Person):
    imported(functions, dana, FILE)
    ann = next(lead for lead in leads(functions, dana) if lead["name"] == "Ann Smith")
    functions.call("change_lead", person=dana, path={"leadId": ann["id"]}, body={"name": "Ann Jones"})

    again = imported(functions, dana, FILE)

    assert counts(again) == (2, 0, 2, 0)
    assert {lead["name"] for lead in leads(functions, dana)} == {"Ann Jones", "Zoë Li"}


def test_two_firms_may_import_the_same_people(functions: Functions, dana: Person):
    other = Person(open_firm("Another", "+14155550111"))

    assert counts(imported(functions, dana, FILE)) == (2, 2, 0, 0)
    assert counts(imported(functions, other, FILE)) == (2, 2, 0, 0)


class Died(Exception):
    """The process was ended."""


def test_a_crash_anywhere_in_a_part_repeats_without_harm(
    functions: Functions, dana: Person, tables: Tables, wire: Wire
):
    file = f"{HEADER}Ann,,(202) 555-0143\nBo,bo@example.com,\nCy,,,x\nAnn,,202 555 0143\n"
    import_id = uploaded(functions, dana, file.encode())
    assert start(functions, dana, import_id).status == 202
    begun, deaths = len(wire.calls), 0

    for survives in range(100):
        calls = iter(range(survives))

        def die(_call: Any, calls: Any = calls) -> None:
            if next(calls, None) is None:
                raise Died

        wire.afterwards = die
        functions.read_files()
        wire.calm()
        functions.hurry()
        if state(functions, dana, import_id)["status"] == "done":
            break
        deaths += 1

    assert deaths > 3
    assert len(wire.calls) > begun
    functions.read_files()
    assert counts(state(functions, dana, import_id)) == (4, 2, 1, 1)
    assert [row["row"] for row in refusals(functions, dana, import_id)] == [4]
    assert sorted(row["name"] for row in tables.rows("leads") if row["sk"] == "lead") == ["Ann", "Bo"]


def test_busy_tables_make_a_part_come_back_later(functions: Functions, dana: Person, wire: Wire):
    import_id = uploaded(functions, dana, FILE.encode())
    start(functions, dana, import_id)
    wire.refuse("TransactWriteItems", "TransactionCanceledException", reasons="ThrottlingError")

    functions.read_files()

    assert state(functions, dana, import_id)["status"] == "running"
    wire.calm()
    functions.hurry()
    functions.read_files()
    assert counts(state(functions, dana, import_id)) == (2, 2, 0, 0)


def test_a_file_that_was_replaced_or_erased_meanwhile_ends_the_import(functions: Functions, dana: Person):
    announced = announce(functions, dana)
    import_id = announced["import"]["id"]
    send(announced["upload"], FILE.encode())
    start(functions, dana, import_id)
    send(announced["upload"], b"Name\nSomebody else\n")

    functions.read_files()

    failed = state(functions, dana, import_id)
    assert (failed["status"], counts(failed)) == ("failed", (0, 0, 0, 0))
    assert failed["problem"].startswith("The file is gone, or another one was uploaded in its place.")


def test_search_follows_an_import(functions: Functions, dana: Person):
    imported(functions, dana, FILE)

    functions.follow_changes()

    (picked,) = functions.call("search_leads", person=dana, query={"q": "ann smi"}).json["people"]
    assert picked["phone"] == "+12025550143"


def test_opt_outs_are_taken_over_from_a_file(functions: Functions, dana: Person):
    file = "'+1 202 555 0187,told us by phone\n(202) 555-0143,\nnobody,x\n,y\n"

    shown = imported(functions, dana, file, plan("phone", "note", header=False), kind="opt_outs")

    assert counts(shown) == (4, 2, 0, 2)
    assert opt_outs(functions, dana) == {LEAD: ("import", "told us by phone"), "+12025550143": ("import", None)}
    assert [(row["row"], row["field"]) for row in refusals(functions, dana, shown["id"])] == [
        (3, "phone"),
        (4, "phone"),
    ]
    sent = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": "Hello?"})
    assert (sent.status, sent.code) == (403, "opted_out")


def test_our_own_export_can_be_imported(functions: Functions, dana: Person):
    for phone, note in ((LEAD, "=asked;=1,\n -2"), ("+12025550143", "'quoted'")):
        functions.call("add_opt_out", person=dana, body={"phone": phone, "note": note})
    exported = functions.call("export_opt_outs", person=dana).text
    other = Person(open_firm("Another", "+14155550111"))

    shown = imported(functions, other, exported, plan("phone", None, None, None, "note"), kind="opt_outs")

    assert counts(shown) == (2, 2, 0, 0)
    assert opt_outs(functions, other) == {LEAD: ("import", "=asked;=1,\n -2"), "+12025550143": ("import", "'quoted'")}


def test_a_stop_is_not_weakened_by_a_file_and_a_list_twice_is_the_list_once(
    functions: Functions, dana: Person, tables: Tables
):
    receive(functions, form("STOP"))
    before = tables.rows("opt_outs")
    file, wanted = f"{LEAD},from the old system\n+12025550143,\n", plan("phone", "note", header=False)

    first = imported(functions, dana, file, wanted, kind="opt_outs")
    second = imported(functions, dana, file, wanted, kind="opt_outs")

    assert (counts(first), counts(second)) == ((2, 1, 1, 0), (2, 0, 2, 0))
    assert [row for row in tables.rows("opt_outs") if row["pk"] == before[0]["pk"]] == before
    assert opt_outs(functions, dana)[LEAD][0] == "keyword"


def test_an_import_expires_with_what_it_refused(functions: Functions, dana: Person, tables: Tables):
    imported(functions, dana, f"{HEADER}Ann,@,\n,@,\n")

    kept = [row for row in tables.rows("leads") if "expires_at" in row]

    assert [row["sk"].partition("#")[0] for row in kept] == ["refused", "refused", "import"]
    assert aws("s3").list_objects_v2(Bucket="imports")["KeyCount"] == 1


def test_each_phone_in_a_cell_is_opted_out(functions: Functions, dana: Person):
    file = "(202) 555-0143 ::: (202) 555-0144\n(202) 555-0145; 111 111 1111\n"

    first, second = (imported(functions, dana, file, plan("phone", header=False), kind="opt_outs") for _ in range(2))

    assert set(opt_outs(functions, dana)) == {"+12025550143", "+12025550144", "+12025550145"}
    assert (counts(first), counts(second)) == ((2, 2, 0, 0), (2, 0, 2, 0))
    assert [(row["row"], row["field"], row["kept"]) for row in refusals(functions, dana, first["id"])] == [
        (2, "phone", True)
    ]
