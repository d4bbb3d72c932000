"""One name, four places: folder, logical id, route function, test; and its route in template and contract."""

import ast
from pathlib import Path
from typing import Any

import pytest

from tests import contract
from tests.template import ROOT, resources, template

FOLDERS = sorted(path.parent.name for path in ROOT.glob("functions/*/handler.py"))
FUNCTIONS = resources("AWS::Serverless::Function")


def camel(name: str) -> str:
    """A folder's name as an operationId."""
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def pascal(name: str) -> str:
    """A folder's name as a logical id."""
    return "".join(map(str.capitalize, name.split("_")))


def routes(logical_id: str) -> list[tuple[str, str]]:
    """Each method and path that the template routes to a function."""
    events = FUNCTIONS[logical_id]["Properties"]["Events"].values()
    http = [event["Properties"] for event in events if event["Type"] == "HttpApi"]
    return [(properties["Method"].lower(), properties["Path"]) for properties in http]


def test_every_folder_is_a_function_of_the_template_and_the_other_way_round():
    assert sorted(map(pascal, FOLDERS)) == sorted(FUNCTIONS)
    assert FOLDERS


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_function_lies_in_its_folder_and_nothing_else_does(folder: str):
    properties = FUNCTIONS[pascal(folder)]["Properties"]
    defaults = template()["Globals"]["Function"]

    assert properties["CodeUri"] == f"functions/{folder}/"
    assert properties.get("Handler", defaults["Handler"]) == "handler.lambda_handler"
    assert [path.name for path in (ROOT / "functions" / folder).iterdir() if path.name != "__pycache__"] == [
        "handler.py"
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_function_is_called_what_its_folder_is_called_and_has_a_test(folder: str):
    tree = ast.parse((ROOT / "functions" / folder / "handler.py").read_text())
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    served = [
        node.value.args[0].id
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.args[0], ast.Name)
        if isinstance(node.targets[0], ast.Name) and node.targets[0].id == "lambda_handler"
    ]

    assert folder in defined
    assert served == [folder]
    assert (ROOT / f"tests/integration/test_{folder}.py").is_file()


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_handler_is_short_and_its_first_line_says_the_route(folder: str):
    text = (ROOT / "functions" / folder / "handler.py").read_text()
    first = ast.get_docstring(ast.parse(text)) or ""

    assert len(text.splitlines()) <= 45
    for method, path in routes(pascal(folder)):
        assert first.startswith(f"{method.upper()} {path}: ")


def test_template_and_contract_have_the_same_routes_by_the_same_names():
    routed = {(*route, camel(folder)) for folder in FOLDERS for route in routes(pascal(folder))}
    written = {(operation.method, operation.path, id_) for id_, operation in contract.operations().items()}

    assert routed == written


@pytest.mark.parametrize("folder", FOLDERS)
def test_only_twilios_webhooks_are_open_to_everyone(folder: str):
    events = FUNCTIONS[pascal(folder)]["Properties"]["Events"].values()

    for event in events:
        if event["Type"] == "HttpApi":
            is_webhook = event["Properties"]["Path"].startswith("/webhooks/twilio/")
            assert event["Properties"].get("Auth") == ({"Authorizer": "NONE"} if is_webhook else None)
            operation = contract.operations()[camel(folder)].definition
            assert operation.get("security") in ([[]] if is_webhook else [None, [{"idToken": ["admin"]}]])
    api = resources("AWS::Serverless::HttpApi")["Api"]["Properties"]["Auth"]
    assert api["DefaultAuthorizer"] in api["Authorizers"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_function_may_do_nothing_to_everything(folder: str):
    for policy in FUNCTIONS[pascal(folder)]["Properties"]["Policies"]:
        for statement in policy["Statement"]:
            assert "*" not in str(statement["Action"]), statement
            assert "'*'" not in str([statement["Resource"]]), statement


def test_webhooks_are_answered_within_twilios_15_seconds():
    for logical_id in ("ReceiveMessage", "RecordDelivery"):
        timeout = FUNCTIONS[logical_id]["Properties"].get("Timeout", template()["Globals"]["Function"]["Timeout"])
        assert timeout < 15


def test_a_send_ends_before_the_gateway_stops_waiting():
    assert FUNCTIONS["SendMessage"]["Properties"]["Timeout"] < 30
    assert FUNCTIONS["RunSchedule"]["Properties"]["Timeout"] < 60


def test_nothing_but_a_test_lies_beside_the_tests_of_functions():
    tests = {path.stem.removeprefix("test_") for path in Path(ROOT / "tests/integration").glob("test_*.py")}

    assert set(FOLDERS) <= tests


def _resource(logical_id: str) -> dict[str, Any]:
    found: dict[str, Any] = template()["Resources"][logical_id]["Properties"]
    return found


def test_nobody_signs_up_alone_or_chooses_their_firm():
    pool, client = _resource("UserPool"), _resource("UserPoolClient")

    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert "custom:firm" in client["ReadAttributes"]
    assert "custom:firm" not in client["WriteAttributes"]
    assert client["WriteAttributes"], "where none are named all may be written"


def test_a_removed_user_is_out_within_15_minutes():
    client = _resource("UserPoolClient")

    assert client["TokenValidityUnits"]["IdToken"] == client["TokenValidityUnits"]["AccessToken"] == "minutes"
    assert max(client["IdTokenValidity"], client["AccessTokenValidity"]) <= 15
    assert not {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH"} & set(client["ExplicitAuthFlows"])
