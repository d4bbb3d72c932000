"""Rights: a function may do what it does to the rows that it does it to, and nothing to everything."""

from typing import Any

import pytest

from tests import permissions
from tests.permissions import ATTRIBUTES, KEYS, listed
from tests.template import resources, transformed

FUNCTIONS = sorted(resources("AWS::Serverless::Function"))
READS = {"Query", "GetItem", "BatchGetItem"}
ACCOUNTS = "AccountsTable"
ROLES = {name: each["Properties"] for name, each in transformed().items() if each["Type"] == "AWS::IAM::Role"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_do_nothing_to_everything(function: str):
    for statement in permissions.statements(function):
        assert statement["Effect"] == "Allow"
        assert "*" not in str(statement["Action"]), statement
        assert "'*'" not in str(listed(statement["Resource"])), statement


@pytest.mark.parametrize("role", ROLES)
def test_sam_gives_a_role_nothing_but_its_logs(role: str):
    """What SAM adds for an event source may read every queue or stream of the account."""
    given = [policy for policy in ROLES[role].get("ManagedPolicyArns", []) if "Ref" not in policy]

    assert ["AWSLambdaBasicExecutionRole" in str(policy) for policy in given] == [True]
    for policy in ROLES[role].get("Policies", []):
        for statement in policy["PolicyDocument"]["Statement"]:
            assert "'*'" not in str(listed(statement["Resource"])), statement


@pytest.mark.parametrize("function", FUNCTIONS)
def test_whoever_writes_accounts_writes_one_kind_of_row(function: str):
    for right in permissions.rights(function):
        if right.place == ACCOUNTS and right.action not in READS:
            assert right.keys, right


@pytest.mark.parametrize("function", FUNCTIONS)
def test_whoever_asks_a_firm_for_its_lines_does_not_see_its_keys(function: str):
    firm, keys = "firm#" + "0" * 32, "firm#" + "0" * 32 + "#keys"
    seen = {
        key
        for right in permissions.rights(function)
        for key in (firm, keys)
        if right.place == ACCOUNTS and right.covers(*right.use, key, frozenset())
    }

    assert len(seen) < 2
    assert (keys in seen) is (function in ("ChangeSettings", "ReadSettings", "AuthorizeKey"))


@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name.startswith("Read")])
def test_what_reads_a_page_has_no_right_to_write_but_to_ask_for_a_check(function: str):
    """A conversation that is opened asks once what kind of line it has; no other attribute can be written with that."""
    writes = [right for right in permissions.rights(function) if right.action not in READS]

    assert [right.use for right in writes] == [("UpdateItem", "ThreadsTable")] * (function == "ReadInbox")
    for right in writes:
        assert right.attributes - {"pk", "sk", "address"} == {
            "check_asked_at",
            "number_checked_at",
            "number_ask_again_at",
        }
    others = {action for each in permissions.statements(function) for action in listed(each["Action"])}
    assert {action.partition(":")[0] for action in others} <= {"dynamodb", "secretsmanager"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_condition_is_one_that_these_tests_understand(function: str):
    for statement in permissions.statements(function):
        condition: dict[str, Any] = statement.get("Condition", {"ForAllValues:StringLike": {}})
        assert list(condition) == ["ForAllValues:StringLike"], condition
        assert set(condition["ForAllValues:StringLike"]) <= {KEYS, ATTRIBUTES}, condition
