"""run_import: what can't be read is told while the person looks; what can runs, once."""

from typing import Any

import pytest

from tests.integration.conftest import Functions, Person, Tables, aws
from tests.integration.importing import announce, plan, start, state, uploaded
from tests.integration.wire import Wire

FILE = b"Name,Email,Phone\nAnn Smith,ann@example.com,(202) 555-0143\n"


def errors(functions: Functions, person: Person, import_id: str, wanted: dict[str, Any]) -> list[tuple[str, str]]:
    """What a plan is told is wrong."""
    answer = start(functions, person, import_id, wanted)
    assert (answer.status, answer.code) == (400, "invalid"), answer.text
    return [(error["field"], error["message"]) for error in answer.json["errors"]]


def test_a_started_import_runs(functions: Functions, dana: Person):
    import_id = uploaded(functions, dana, FILE)

    answer = start(functions, dana, import_id)

    assert answer.status == 202
    assert answer.json == state(functions, dana, import_id)
    assert answer.json["status"] == "running"


def test_it_is_started_once(functions: Functions, dana: Person):
    import_id = uploaded(functions, dana, FILE)
    start(functions, dana, import_id)

    again = start(functions, dana, import_id)

    assert (again.status, again.code) == (409, "conflict")
    functions.read_files()
    assert state(functions, dana, import_id)["added"] == 1
    assert start(functions, dana, import_id).status == 409


def test_a_start_that_broke_off_can_be_made_again(functions: Functions, dana: Person, wire: Wire):
    import_id = uploaded(functions, dana, FILE)
    wire.refuse("TransactWriteItems", "TransactionCanceledException", reasons="ThrottlingError")
    assert start(functions, dana, import_id).status == 503
    wire.calm()
    functions.read_files()  # the first part was queued, and finds nothing to do

    assert state(functions, dana, import_id)["status"] == "waiting"
    assert start(functions, dana, import_id).status == 202
    functions.read_files()
    functions.hurry()
    functions.read_files()
    assert (state(functions, dana, import_id)["status"], state(functions, dana, import_id)["added"]) == ("done", 1)


def test_without_a_file_nothing_starts(functions: Functions, dana: Person):
    import_id = announce(functions, dana)["import"]["id"]

    assert errors(functions, dana, import_id, plan()) == [("file", "isn't there yet. Upload it first.")]
    assert state(functions, dana, import_id)["status"] == "waiting"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK\x03\x04" + bytes(range(256)) * 4, id="a workbook"),
        pytest.param("Name\nAnn\n".encode("utf-16-le"), id="UTF-16 that doesn't say so"),
        pytest.param(b"\0" * 100, id="zeros"),
    ],
)
def test_what_is_not_text_is_told(functions: Functions, dana: Person, content: bytes):
    import_id = uploaded(functions, dana, content)

    assert errors(functions, dana, import_id, plan("name")) == [
        ("file", "isn't a text file. Save it as CSV (UTF-8) and upload that.")
    ]


@pytest.mark.parametrize("content", [b"\n", b"\xef\xbb\xbf", b" , ,\r\n;\r\n"[:6]])
def test_an_empty_file_is_told(functions: Functions, dana: Person, content: bytes):
    import_id = uploaded(functions, dana, content)

    assert errors(functions, dana, import_id, plan()) == [("file", "is empty.")]


@pytest.mark.parametrize(
    ("wanted", "field", "words"),
    [
        (plan(delimiter=":"), "delimiter", "use a comma"),
        (plan("name", "name"), "columns", "only once"),
        (plan("event", "source", None), "columns", "the column that is name or"),
        (plan("name", "nickname"), "columns", "'nickname'"),
        (plan("name", "note", None), "columns", "'note'"),
        (plan("name", "field:", None), "columns", "'field:'"),
        (plan("name", "field:" + "x" * 101, None), "columns", "a kind of column for this import"),
        (plan(*(None for _ in range(201))), "columns", "1 to 200"),
        (plan("name", *(f"field:{place}" for place in range(51))), "columns", "at most 50"),
        (plan(delimiter=";"), "columns", "it has one column"),
        (plan("name", "email"), "columns", "it has 3 columns"),
        (plan() | {"columns": [1]}, "columns", "a list"),
        (plan() | {"hasHeader": "yes"}, "hasHeader", "true or false"),
    ],
)
def test_a_plan_that_is_not_one_for_the_file_is_told(
    functions: Functions, dana: Person, wanted: dict[str, Any], field: str, words: str
):
    import_id = uploaded(functions, dana, FILE)

    ((told, message),) = errors(functions, dana, import_id, wanted)

    assert (told, words in message) == (field, True), message
    assert state(functions, dana, import_id)["status"] == "waiting"


def test_opt_outs_have_a_phone_and_a_note(functions: Functions, dana: Person):
    import_id = uploaded(functions, dana, FILE, kind="opt_outs")

    assert errors(functions, dana, import_id, plan(None, "note", None)) == [
        ("columns", "choose the column that is phone.")
    ]
    assert errors(functions, dana, import_id, plan("name", None, "phone"))[0][0] == "columns"
    assert start(functions, dana, import_id, plan("note", None, "phone")).status == 202


def test_rows_that_are_wider_or_narrower_than_others_do_not_keep_a_file_out(functions: Functions, dana: Person):
    import_id = uploaded(functions, dana, b"Name,Phone\nAnn,(202) 555-0143,Gold\nBo\n")

    assert start(functions, dana, import_id, plan("name", "phone", "field:Level")).status == 202


def test_another_firms_import_is_as_good_as_missing(functions: Functions, dana: Person, tables: Tables):
    import_id = uploaded(functions, dana, FILE)
    before = tables.everything()

    for person, id_ in ((Person("another"), import_id), (dana, "nothing")):
        assert (start(functions, person, id_).status, start(functions, person, id_).code) == (404, "not_found")

    assert tables.everything() == before
    queue = aws("sqs").get_queue_url(QueueName="imports")["QueueUrl"]
    assert "Messages" not in aws("sqs").receive_message(QueueUrl=queue)


@pytest.mark.parametrize(
    ("first_row", "field", "words"),
    [
        (0, "firstRow", "1 to 100"),
        (101, "firstRow", "1 to 100"),
        (3, "firstRow", "nothing from this row on"),
        ("2", "firstRow", "a whole number"),
        (True, "firstRow", "a whole number"),
    ],
)
def test_where_a_list_can_not_begin_is_told(functions: Functions, dana: Person, first_row: Any, field: str, words: str):
    import_id = uploaded(functions, dana, FILE)

    ((told, message),) = errors(functions, dana, import_id, plan() | {"firstRow": first_row})

    assert (told, words in message) == (field, True), message
