"""read_import: how far a file was read."""

import pytest

from tests.integration.conftest import Functions, Person
from tests.integration.importing import plan, start, state, uploaded


def test_progress_is_the_share_of_the_file_that_was_read(functions: Functions, dana: Person):
    file = "".join(f"Lead {number:03},{'-' * 50_000}\n" for number in range(120))
    import_id = uploaded(functions, dana, file.encode())
    start(functions, dana, import_id, plan("name", None, header=False))

    seen = []
    while (shown := state(functions, dana, import_id))["status"] == "running":
        seen.append((shown["progress"], shown["rows"], shown["added"]))
        assert functions.read_a_part()

    assert seen == [(0, 0, 0), (0.417, 50, 50), (0.833, 100, 100)]
    assert (shown["status"], shown["progress"], shown["rows"]) == ("done", 1, 120)


@pytest.mark.parametrize("firm", ["another firm's", "nobody's"])
def test_another_firms_import_is_as_good_as_missing(functions: Functions, dana: Person, firm: str):
    import_id = uploaded(functions, dana, b"Name\n")
    person, id_ = (Person("another"), import_id) if firm == "another firm's" else (dana, "nothing")

    answer = functions.call("read_import", person=person, path={"importId": id_})

    assert (answer.status, answer.json["detail"]) == (404, "There is no such import.")
