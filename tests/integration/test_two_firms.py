"""Two firms: whatever id of one the other tries, on every route, is as good as missing, and changes nothing of the other's."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests import contract
from tests.integration.attempts import Attempt, Field, attempts, fields, plain_call
from tests.integration.conftest import Answer, Functions, Tables, Twilio
from tests.integration.two_firms import Firm, World, is_of, is_webhook, two_firms

# What every new message has of its own.
NEW = ("id", "createdAt", "updatedAt", "threadId", "optedOutAt", "checkedAt")
OPERATIONS = {id_: attempts(operation) for id_, operation in contract.operations().items() if attempts(operation)}


@pytest.fixture
def world(functions: Functions, twilio: Twilio, tables: Tables) -> World:
    """Two firms, and the memory of a third."""
    return two_firms(functions, twilio, tables)


@pytest.mark.parametrize("operation", contract.operations())
def test_whatever_a_caller_may_name_has_been_judged(operation: str):
    judged = [field.is_of_a_firm for field in fields(contract.operations()[operation])]

    assert len(judged) >= contract.operations()[operation].path.count("{")


def test_a_new_value_that_nobody_has_judged_is_told():
    with pytest.raises(AssertionError, match=r"a new body value, folderId\. If it names something"):
        assert Field("sendMessage", "body", "folderId", required=False).is_of_a_firm


@pytest.mark.parametrize("operation", OPERATIONS)
def test_another_firms_id_is_as_good_as_missing_and_nothing_of_it_changes(world: World, tables: Tables, operation: str):
    nothing_is_found(world, tables, operation, by_program=False)


@pytest.mark.parametrize("operation", [id_ for id_ in OPERATIONS if contract.operations()[id_].is_for_programs])
def test_nor_has_a_program_more_to_find(world: World, tables: Tables, operation: str):
    nothing_is_found(world, tables, operation, by_program=True)


def nothing_is_found(world: World, tables: Tables, operation: str, *, by_program: bool) -> None:
    """Every attempt at an operation is in vain."""
    heard: dict[str, bool] = {}
    for attempt in OPERATIONS[operation]:
        missing = told(world.make(attempt, tried=world.gone, by_program=by_program), world.gone)
        world.restore()
        before, sent = of_b(world, tables), world.sent_from_b()

        answer = world.make(attempt, tried=world.b, by_program=by_program)

        assert told(answer, world.b) == missing, str(attempt)
        assert of_b(world, tables) == before, str(attempt)
        assert world.sent_from_b() == sent, str(attempt)
        assert "Birch" not in answer.text, str(attempt)
        assert world.b.person.firm not in answer.text, str(attempt)
        world.restore()
        for field in attempt.tried:
            heard[field.name] = heard.get(field.name, False) or is_heard(attempt, world, tables, by_program)
    assert all(heard.values()), f"{heard}: where one's own is refused, too, another firm's proves nothing"


@pytest.mark.parametrize("operation", [id_ for id_, operation in contract.operations().items() if operation.is_admins])
def test_what_only_an_admin_may_do_a_member_may_not(world: World, tables: Tables, operation: str):
    member = replace(world.a, person=replace(world.a.person, is_admin=False))
    before = tables.everything()

    answer = replace(world, a=member).make(plain_call(contract.operations()[operation]), tried=world.a)

    assert (answer.status, answer.code) == (403, "forbidden")
    assert tables.everything() == before


def is_heard(attempt: Attempt, world: World, tables: Tables, by_program: bool) -> bool:
    """Whether the same request with one's own ids does something, or is known to be a repeat."""
    before = tables.everything()
    answer = world.make(attempt, tried=world.a, by_program=by_program)
    changed = tables.everything() != before
    world.restore()
    return answer.status == 409 or (answer.status < 300 and (changed or not is_webhook(attempt.operation)))


def of_b(world: World, tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Every row but firm A's own, texts for nobody, and what carriers know of numbers."""
    return {
        table: [row for row in rows if not is_of(world.a, row) and not row["pk"].startswith("quarantine#")]
        for table, rows in tables.everything().items()
        if table != "numbers"
    }


def told(answer: Answer, tried: Firm) -> tuple[int, str, Any]:
    """An answer without what is new in each, and without what the caller had said."""
    text = answer.text
    for value in sorted(set(tried.has.values()), key=len, reverse=True):
        text = text.replace(value, "…")
    content_type = answer.headers.get("content-type", "")
    body = json.loads(text) if content_type.endswith("json") else text
    if answer.status in (200, 201, 202) and isinstance(body, dict):
        body = {name: value for name, value in body.items() if name not in NEW}
    return answer.status, content_type, body
