"""One name for a route, in handler, contract and test; one name for a Lambda, in folder and template."""

import ast
from typing import Any

import pytest

from leadline.adapters.dynamo import transaction
from leadline.adapters.twilio import http_client
from leadline.domain.texting.provider import LONGEST_CALL
from leadline.services.texting import delivery
from tests import contract
from tests.routes import PROGRAMS, Route, camel, folders, pascal, routes, served
from tests.template import ROOT, resources, template

FOLDERS = folders()
FUNCTIONS = resources("AWS::Serverless::Function")


def http_events(logical_id: str) -> list[dict[str, Any]]:
    """What the template routes to a function."""
    events = FUNCTIONS[logical_id]["Properties"].get("Events", {}).values()
    return [event["Properties"] for event in events if event["Type"] == "HttpApi"]


def is_programs(event: dict[str, Any]) -> bool:
    """Whether a route is for programs with an API key."""
    return str(event["Path"]).startswith(PROGRAMS)


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
def test_a_handler_is_short_and_each_of_its_routes_has_a_test(folder: str):
    text = (ROOT / "functions" / folder / "handler.py").read_text()
    defined = {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    alone = not served(folder)

    assert len(text.splitlines()) <= 130
    assert {route.name for route in served(folder)} <= defined
    assert not alone or folder in defined
    for name in {folder} if alone else {route.name for route in served(folder)}:
        assert (ROOT / f"tests/integration/test_{name}.py").is_file()


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_page_is_read_by_one_function_and_changed_by_another(folder: str):
    """What only reads has no right to write, but to ask for what it hasn't got (see the template)."""
    methods = {route.method for route in served(folder)}

    assert not folder.startswith("read_") or methods == {"get"}
    assert not folder.startswith("change_") or "get" not in methods


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_template_routes_to_a_handler_what_its_table_serves(folder: str):
    events = http_events(pascal(folder))
    people = [f"{event['Method']} {event['Path']}" for event in events if not is_programs(event)]
    programs = [f"{event['Method']} {event['Path']}" for event in events if is_programs(event)]

    if served(folder):
        assert people == [route.key for route in served(folder)]
    assert programs == [
        f"{route.key.partition(' ')[0]} {PROGRAMS}{route.path[1:]}"
        for route in served(folder)
        if contract.operations()[route.operation_id].is_for_programs
    ]
    assert all(event.get("Auth") == {"Authorizer": "ApiKey"} for event in events if is_programs(event))


def test_handlers_and_contract_have_the_same_routes_by_the_same_names():
    written = {
        (f"{operation.method.upper()} {operation.path}", id_)
        for id_, operation in contract.operations().items()
        if not operation.path.startswith("/webhooks/")
    }

    assert {(route.key, route.operation_id) for route in routes().values()} == written


def test_webhooks_are_routed_as_the_contract_has_them():
    hooks = {
        (event["Method"].lower(), event["Path"], camel(folder))
        for folder in FOLDERS
        if not served(folder)
        for event in http_events(pascal(folder))
    }
    written = {
        (operation.method, operation.path, id_)
        for id_, operation in contract.operations().items()
        if operation.path.startswith("/webhooks/")
    }

    assert hooks == written


@pytest.mark.parametrize("folder", FOLDERS)
def test_only_webhooks_are_open_to_everyone(folder: str):
    for event in http_events(pascal(folder)):
        if not is_programs(event):
            is_webhook = event["Path"].startswith("/webhooks/")
            assert event.get("Auth") == ({"Authorizer": "NONE"} if is_webhook else None)
            assert is_webhook is not bool(served(folder))
    for route in served(folder):
        assert any("idToken" in way for way in contract.operations()[route.operation_id].security)
    api = resources("AWS::Serverless::HttpApi")["Api"]["Properties"]["Auth"]
    assert api["DefaultAuthorizer"] in api["Authorizers"]


@pytest.mark.parametrize("route", routes().values(), ids=lambda route: route.name)
def test_a_route_asks_who_calls_and_for_an_admin_where_the_document_does(route: Route):
    """The gateway lets programs through whose key is no good: whoever doesn't ask would let them in."""
    operation = contract.operations()[route.operation_id]
    tree = ast.parse((ROOT / "functions" / route.folder / "handler.py").read_text())
    (function,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == route.name]
    text = ast.unparse(function)

    assert {who for who in ("user", "admin") if f"request.{who}()" in text} == {
        "admin" if operation.is_admins else "user"
    }


def test_a_revoked_key_is_out_within_a_minute():
    keys = resources("AWS::Serverless::HttpApi")["Api"]["Properties"]["Auth"]["Authorizers"]["ApiKey"]

    assert keys["Identity"]["ReauthorizeEvery"] <= 60
    assert keys["Identity"]["Headers"] == ["Authorization"]
    assert (keys["EnableSimpleResponses"], keys["AuthorizerPayloadFormatVersion"]) == (True, "2.0")


def test_webhooks_are_answered_within_twilios_15_seconds():
    for logical_id in ("ReceiveMessage", "RecordDelivery"):
        timeout = FUNCTIONS[logical_id]["Properties"].get("Timeout", template()["Globals"]["Function"]["Timeout"])
        assert timeout < 15


def test_a_send_ends_before_the_gateway_stops_waiting():
    assert delivery.ANSWERED_WITHIN.total_seconds() <= FUNCTIONS["SendMessage"]["Properties"]["Timeout"] < 30
    assert transaction.PATIENCE <= delivery.SETTLING
    assert LONGEST_CALL.total_seconds() >= http_client.WHOLE_CALL_SECONDS
    assert FUNCTIONS["RunSchedule"]["Properties"]["Timeout"] < 60


def _resource(logical_id: str) -> dict[str, Any]:
    found: dict[str, Any] = template()["Resources"][logical_id]["Properties"]
    return found


def test_nobody_signs_up_alone():
    assert _resource("UserPool")["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True


def claims_read() -> set[str]:
    """What the code reads of a token to know who somebody is."""
    tree = ast.parse((ROOT / "layers/core/src/leadline/entrypoints/http/request.py").read_text())
    keys = [node.slice for node in ast.walk(tree) if isinstance(node, ast.Subscript) and _is_claims(node.value)]
    keys += [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_claims(node.func.value)
    ]
    return {str(key.value) for key in keys if isinstance(key, ast.Constant)}


def _is_claims(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "claims"


def test_nobody_chooses_their_firm_or_their_name():
    client = _resource("UserPoolClient")
    writable = set(client["WriteAttributes"])

    assert writable, "where none are named all standard ones may be written"
    assert {"sub", "email", "name", "custom:firm"} <= claims_read()
    assert not writable & (claims_read() | {"email_verified", "phone_number", "preferred_username"})
    assert not any(name.startswith(("custom:", "dev:")) for name in writable)
    assert set(client["ReadAttributes"]) == {name for name in claims_read() if name in ("email", "name", "custom:firm")}


def test_a_refresh_token_is_good_for_one_renewal_and_a_week_at_most():
    """The emulator doesn't rotate; portal/src/session/session.test.ts plays a Cognito that does."""
    client = _resource("UserPoolClient")

    assert client["RefreshTokenRotation"]["Feature"] == "ENABLED"
    assert 0 < client["RefreshTokenRotation"]["RetryGracePeriodSeconds"] <= 60
    assert "ALLOW_REFRESH_TOKEN_AUTH" not in client["ExplicitAuthFlows"], "Cognito refuses it together with rotation"
    assert client["TokenValidityUnits"]["RefreshToken"] == "days"
    assert client["RefreshTokenValidity"] <= 7
    assert client["EnableTokenRevocation"] is True


def test_a_removed_user_is_out_within_15_minutes():
    client = _resource("UserPoolClient")

    assert client["TokenValidityUnits"]["IdToken"] == client["TokenValidityUnits"]["AccessToken"] == "minutes"
    assert max(client["IdTokenValidity"], client["AccessTokenValidity"]) <= 15
    assert not {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH"} & set(client["ExplicitAuthFlows"])
