"""`make run` keeps its promises: it says what is wrong, lets others stand in, keeps data, and leaves nothing behind."""

import json
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from local import http_api, inspection
from local.aws import Aws
from local.deployment import describe
from local.steps import StepFailed
from tests.e2e.running_stack import NotStarted, RunningStack, start

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

pytestmark = pytest.mark.e2e

ELSEWHERE = {
    "TWILIO_API_BASE": "http://127.0.0.1:9",
    "TWILIO_ACCOUNT_SID": "AC" + "0f" * 16,
    "TWILIO_AUTH_TOKEN": "the token of somebody else",
    "PUBLIC_URL": "https://texts.example.com/hooks",
}


def test_a_port_that_was_asked_for_and_is_taken_is_named(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(NotStarted, match=f"Port {port} is taken.*PORTAL_PORT") as refusal:
            start(tmp_path, PORTAL_PORT=str(port))

    assert refusal.value.exit_code == 1


def test_another_twilio_needs_an_account_there(tmp_path: Path):
    with pytest.raises(NotStarted, match="TWILIO_API_BASE needs TWILIO_ACCOUNT_SID"):
        start(tmp_path, TWILIO_API_BASE="http://127.0.0.1:9")


def test_another_twilio_and_another_public_address_stand_in(started: Callable[..., RunningStack]):
    stack = started(**ELSEWHERE)

    functions = Aws(stack.aws).session.client("lambda", endpoint_url=stack.aws)
    names = [each["FunctionName"] for each in functions.list_functions()["Functions"]]
    bases = {
        functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]["TWILIO_API_BASE"]
        for name in names
    }
    secrets = Aws(stack.aws).session.client("secretsmanager", endpoint_url=stack.aws)
    secret = json.loads(secrets.get_secret_value(SecretId=stack.outputs["SecretsName"])["SecretString"])

    assert bases == {ELSEWHERE["TWILIO_API_BASE"]}
    assert secret["publicUrl"] == ELSEWHERE["PUBLIC_URL"]
    assert secret["twilioAccounts"][ELSEWHERE["TWILIO_ACCOUNT_SID"]][0] == ELSEWHERE["TWILIO_AUTH_TOKEN"]
    assert stack.where["phones"] is None
    assert f"{ELSEWHERE['PUBLIC_URL']}/webhooks/twilio/messages" in stack.output()
    assert ELSEWHERE["TWILIO_AUTH_TOKEN"] not in stack.output()


def test_data_outlives_a_clean_stop_and_no_process_does(started: Callable[..., RunningStack]):
    before = started(**ELSEWHERE)
    sign_in(before).admin_create_user(UserPoolId=before.outputs["UserPoolId"], Username="kept@example.com")

    assert before.stop() == 0
    assert not alive(before)
    after = started(**ELSEWHERE)

    users = sign_in(after).list_users(UserPoolId=after.outputs["UserPoolId"])["Users"]
    assert "kept@example.com" in [
        {each["Name"]: each["Value"] for each in user["Attributes"]}.get("email") for user in users
    ]
    assert "Deploying" not in after.output(), "nothing had changed"


def test_a_route_that_is_not_wired_is_noticed(started: Callable[..., RunningStack]):
    aws = Aws(started(**ELSEWHERE).aws)
    deployment = describe(aws)
    gateway = aws.session.client("apigatewayv2", endpoint_url=aws.endpoint)
    (api,) = http_api.declared(deployment)
    lost = gateway.get_routes(ApiId=api.id)["Items"][0]
    gateway.delete_route(ApiId=api.id, RouteId=lost["RouteId"])

    with pytest.raises(StepFailed, match=f"route {lost['RouteKey']}"):
        inspection.inspect(aws, deployment)


def test_a_schedule_that_is_not_wired_is_noticed(started: Callable[..., RunningStack]):
    aws = Aws(started(**ELSEWHERE).aws)
    deployment = describe(aws)
    events = aws.session.client("events", endpoint_url=aws.endpoint)
    http_api.put_in(aws, deployment)
    rule = next(iter(deployment.resources("AWS::Events::Rule")))
    events.disable_rule(Name=deployment.physical_ids[rule])

    with pytest.raises(StepFailed, match=f"rule {rule}"):
        inspection.inspect(aws, deployment)


def test_when_one_part_dies_the_rest_is_stopped_and_the_part_is_named(started: Callable[..., RunningStack]):
    stack = started(**ELSEWHERE)

    os.kill(stack.where["processes"]["AWS emulator"], signal.SIGKILL)

    assert stack.process.wait(60) == 1
    assert "AWS emulator has stopped by itself" in stack.output()
    assert not alive(stack)


def sign_in(stack: RunningStack) -> "CognitoIdentityProviderClient":
    return Aws(stack.aws).session.client("cognito-idp", endpoint_url=stack.aws)


def alive(stack: RunningStack) -> list[str]:
    """The parts of a stack whose process, or anything that it started, still runs."""
    found = []
    for name, group in stack.where["processes"].items():
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            continue
        found.append(name)
    return found
