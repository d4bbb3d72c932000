"""list_imports: a firm's files, newest first."""

import pytest

from tests.integration.conftest import Functions, Person
from tests.integration.importing import announce


def test_the_newest_20_are_shown_with_the_newest_first(functions: Functions, dana: Person):
    names = [f"{number}.csv" for number in range(22)]
    made = [announce(functions, dana, name=name)["import"] for name in names]

    shown = functions.call("list_imports", person=dana).json
    older = functions.call("list_imports", person=dana, query={"cursor": shown["next"]}).json

    assert shown["imports"] == made[:1:-1]
    assert older == {"imports": made[1::-1], "next": None}


def test_files_of_one_kind_are_found_behind_many_of_the_other(functions: Functions, dana: Person):
    leads = [announce(functions, dana)["import"] for _ in range(3)]
    for _ in range(30):
        announce(functions, dana, kind="opt_outs")

    first = functions.call("list_imports", person=dana, query={"kind": "leads", "limit": "2"}).json
    second = functions.call("list_imports", person=dana, query={"kind": "leads", "cursor": first["next"]}).json

    assert (first["imports"], second["imports"]) == (leads[:0:-1], leads[:1])
    assert second["next"] is None


@pytest.mark.parametrize("query", [{"kind": "people"}, {"limit": "0"}, {"limit": "101"}, {"cursor": ""}])
def test_what_can_not_be_asked_for_is_told(functions: Functions, dana: Person, query: dict[str, str]):
    answer = functions.call("list_imports", person=dana, query=query)

    assert (answer.status, answer.code) == (400, "invalid")


def test_a_firm_sees_its_own_only(functions: Functions, dana: Person):
    announce(functions, dana)

    assert functions.call("list_imports", person=Person("another")).json == {"imports": [], "next": None}
