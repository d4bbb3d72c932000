"""list_refusals: which rows weren't taken, and why, as far as a person needs to put them right."""

from tests.integration.conftest import Functions, Person
from tests.integration.importing import imported, plan, refusals, uploaded


def test_a_refused_row_is_shown_with_its_number_its_field_and_the_reason(functions: Functions, dana: Person):
    file = (
        "Name,E-mail,Client\r\n"
        "Ann,ann@example.com,7\r\n"
        "\r\n"
        "Bo,not an address,7\r\n"
        ",,7\r\n"
        f"Cy,,{'7' * 65}\r\n"
        "Di,di@example.com,7,more\r\n"
        f"{'x' * 300},,\r\n"
    )

    shown = imported(functions, dana, file, plan("name", "email", "clientId"))

    assert [
        (row["row"], row["field"], row["reason"], row["text"]) for row in refusals(functions, dana, shown["id"])
    ] == [
        (4, "email", "give an e-mail address like ann@example.com, or leave it out.", "Bo,not an address,7"),
        (5, "name", "give a name, an e-mail address or a phone number.", ",,7"),
        (6, "clientId", "shorten it to 64 characters; it has 65.", f"Cy,,{'7' * 65}"),
        (
            7,
            None,
            "This row has 4 cells, and the file 3 columns. Put a cell that has the delimiter in it into quotes.",
            "Di,di@example.com,7,more",
        ),
        (8, "name", "shorten it to 200 characters; it has 300.", "x" * 200),
    ]
    assert (shown["rows"], shown["added"], shown["refused"]) == (6, 1, 5)


def test_many_are_paged_in_the_files_order(functions: Functions, dana: Person):
    file = "".join(f"Lead {number},@\n" for number in range(250))
    shown = imported(functions, dana, file, plan("name", "email", header=False))

    found: list[int] = []
    cursor: dict[str, str] = {}
    while True:
        page = functions.call(
            "list_refusals", person=dana, path={"importId": shown["id"]}, query={"limit": "100", **cursor}
        ).json
        found += [row["row"] for row in page["refusals"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}

    assert found == list(range(1, 251))


def test_another_firms_import_is_as_good_as_missing(functions: Functions, dana: Person):
    import_id = uploaded(functions, dana, b"Name\n")

    for person, id_ in ((Person("another"), import_id), (dana, "nothing")):
        answer = functions.call("list_refusals", person=person, path={"importId": id_})
        assert (answer.status, answer.code) == (404, "not_found")
