"""list_refusals: which rows weren't taken, and why, as far as a person needs to put them right."""

from leadline.domain.imports import csv_quotes
from tests.integration.conftest import Functions, Person
from tests.integration.importing import counts, imported, plan, refusals, uploaded


def test_a_row_is_shown_with_its_number_its_field_and_the_reason(functions: Functions, dana: Person):
    file = (
        "Name,E-mail,Client\r\n"
        "Ann,ann@example.com,7\r\n"
        "\r\n"
        "Bo,not an address,7\r\n"
        ",,7\r\n"
        f"Cy,,{'7' * 65}\r\n"
        "Di,di@example.com,7,more\r\n"
        f"{'x' * 300},,\r\n"
        'Ed,ed@example.com,"7\r\n'
        "Name,E-mail,Client\r\n"
    )

    shown = imported(functions, dana, file, plan("name", "email", "clientId"))

    assert [
        (row["row"], row["kept"], row["field"], row["reason"], row["text"])
        for row in refusals(functions, dana, shown["id"])
    ] == [
        (4, True, "email", "This isn't an email address. It was left out.", "Bo,not an address,7"),
        (5, False, "name", "enter a name, an email address or a phone number.", ",,7"),
        (6, True, "clientId", "Left out: shorten it to 64 characters; it has 65.", f"Cy,,{'7' * 65}"),
        (
            7,
            False,
            None,
            "This row has 4 cells, and the file 3 columns. Put quotation marks around a cell that has the delimiter in it.",
            "Di,di@example.com,7,more",
        ),
        (8, True, "name", "This was cut to 200 characters.", "x" * 200),
        (9, True, None, csv_quotes.OPEN, 'Ed,ed@example.com,"7'),
        (10, False, None, "This row repeats the column names.", "Name,E-mail,Client"),
    ]
    assert counts(shown) == (8, 5, 0, 3)
    assert (shown["noted"], shown["badPhones"]) == (4, 0)


def test_several_things_of_one_row_are_each_told(functions: Functions, dana: Person):
    file = "Ann,n/a,12,nowhere\n"

    shown = imported(functions, dana, file, plan("name", "email", "phone", "timezone", header=False))

    assert [(row["row"], row["field"]) for row in refusals(functions, dana, shown["id"])] == [
        (1, "phone"), (1, "email"), (1, "timezone"),
    ]  # fmt: skip
    assert (counts(shown), shown["noted"], shown["badPhones"]) == ((1, 1, 0, 0), 1, 1)


def test_those_of_several_parts_are_paged_in_the_files_order(functions: Functions, dana: Person):
    file = "".join(f",@,n/a\nLead {number},n/a,nowhere\n" for number in range(510))
    shown = imported(functions, dana, file, plan("name", "email", "timezone", header=False))

    found: list[tuple[int, str]] = []
    cursor: dict[str, str] = {}
    while True:
        page = functions.call(
            "list_refusals", person=dana, path={"importId": shown["id"]}, query={"limit": "500", **cursor}
        ).json
        found += [(row["row"], row["field"]) for row in page["refusals"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}

    assert found == [
        told for row in range(1, 1021, 2) for told in ((row, "name"), (row + 1, "email"), (row + 1, "timezone"))
    ]
    assert (counts(shown), shown["noted"]) == ((1020, 510, 0, 510), 510)


def test_another_firms_import_is_as_good_as_missing(functions: Functions, dana: Person):
    import_id = uploaded(functions, dana, b"Name\n")

    for person, id_ in ((Person("another"), import_id), (dana, "nothing")):
        answer = functions.call("list_refusals", person=person, path={"importId": id_})
        assert (answer.status, answer.code) == (404, "not_found")
