"""list_imports: a firm's files, newest first."""

from tests.integration.conftest import Functions, Person
from tests.integration.importing import announce


def test_the_newest_20_are_shown_with_the_newest_first(functions: Functions, dana: Person):
    names = [f"{number}.csv" for number in range(22)]
    made = [announce(functions, dana, name=name)["import"] for name in names]

    shown = functions.call("list_imports", person=dana).json["imports"]

    assert shown == made[:1:-1]


def test_a_firm_sees_its_own_only(functions: Functions, dana: Person):
    announce(functions, dana)

    assert functions.call("list_imports", person=Person("another")).json == {"imports": []}
