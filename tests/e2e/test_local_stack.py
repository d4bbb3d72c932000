"""`make run` keeps its promises: it says what is wrong, lets others stand in, keeps data, and leaves nothing behind."""

import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from twilio.request_validator import RequestValidator

from local import http_api, inspection
from local.aws import Aws
from local.deployment import describe
from local.steps import StepFailed
from local.twilio.account import Account
from local.twilio.server import Simulator
from tests.e2e.running_stack import NotStarted, RunningStack, start
from tests.simulators.running import running

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

pytestmark = pytest.mark.e2e

ACCOUNT = Account("AC" + "0f" * 16, "the token of somebody else")
PUBLIC_URL = "https://texts.example.com/hooks"
LEAD = "+14155550142"


@pytest.fixture(scope="module")
def other_twilio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """A Twilio that the stack has not started, with an account and credentials of its own."""
    with running(ACCOUNT, data=tmp_path_factory.mktemp("other-twilio") / "twilio.sqlite") as simulator:
        yield simulator


@pytest.fixture(scope="module")
def elsewhere(other_twilio: Simulator) -> dict[str, str]:
    """The environment that makes it stand in."""
    return {
        "TWILIO_API_BASE": other_twilio.url,
        "TWILIO_ACCOUNT_SID": ACCOUNT.sid,
        "TWILIO_AUTH_TOKEN": ACCOUNT.token,
        "PUBLIC_URL": PUBLIC_URL,
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


def test_another_twilio_and_another_public_address_stand_in(
    started: Callable[..., RunningStack], elsewhere: dict[str, str]
):
    stack = started(**elsewhere)

    functions = Aws(stack.aws).session.client("lambda", endpoint_url=stack.aws)
    names = [each["FunctionName"] for each in functions.list_functions()["Functions"]]
    bases = {
        functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]["TWILIO_API_BASE"]
        for name in names
    }
    secrets = Aws(stack.aws).session.client("secretsmanager", endpoint_url=stack.aws)
    secret = json.loads(secrets.get_secret_value(SecretId=stack.outputs["SecretsName"])["SecretString"])

    assert bases == {elsewhere["TWILIO_API_BASE"]}
    assert secret["publicUrl"] == PUBLIC_URL
    assert secret["twilioAccounts"][ACCOUNT.sid][0] == ACCOUNT.token
    assert stack.where["phones"] is None
    assert f"{PUBLIC_URL}/webhooks/twilio/messages" in stack.output()
    assert ACCOUNT.token not in stack.output()


def test_texts_go_out_and_come_in_through_the_other_twilio(
    started: Callable[..., RunningStack], elsewhere: dict[str, str], other_twilio: Simulator
):
    stack = started(**elsewhere)
    number, person = stack.firms[0]["number"], stack.firms[0]["people"][0]
    form = {"AccountSid": ACCOUNT.sid, "MessageSid": "SM" + "1" * 32, "From": LEAD, "To": number, "Body": "I hear you"}
    webhook = f"{PUBLIC_URL}/webhooks/twilio/messages"
    signature = {"X-Twilio-Signature": RequestValidator(ACCOUNT.token).compute_signature(webhook, form)}
    signed_in = sign_in(stack).initiate_auth(
        ClientId=stack.outputs["UserPoolClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person, "PASSWORD": stack.firms[0]["password"]},
    )
    bearer = {"Authorization": f"Bearer {signed_in['AuthenticationResult']['IdToken']}"}
    with (
        httpx.Client(base_url=stack.api, headers=bearer, timeout=30) as api,
        httpx.Client(base_url=other_twilio.url) as twilio,
    ):
        auth = (ACCOUNT.sid, ACCOUNT.token)
        bought = f"/2010-04-01/Accounts/{ACCOUNT.sid}/IncomingPhoneNumbers.json"
        twilio.post(bought, data={"PhoneNumber": number}, auth=auth).raise_for_status()

        sent = api.post("/messages", json={"recipientPhone": LEAD, "message": "Do you hear me?"})
        received = api.post("/webhooks/twilio/messages", data=form, headers=signature)

        (call,) = twilio.get("/control/calls").json()
        thread = api.get(f"/threads/{sent.json()['threadId']}").json()
    assert (sent.status_code, received.status_code) == (201, 200)
    assert (call["answer"], call["form"]["Body"]) == ("201", ["Do you hear me?"])
    assert call["form"]["StatusCallback"][0].startswith(f"{PUBLIC_URL}/webhooks/twilio/deliveries/")
    assert [message["body"] for message in thread["messages"]] == ["I hear you", "Do you hear me?"]


def test_data_outlives_a_clean_stop_and_no_process_does(
    started: Callable[..., RunningStack], elsewhere: dict[str, str]
):
    before = started(**elsewhere)
    sign_in(before).admin_create_user(UserPoolId=before.outputs["UserPoolId"], Username="kept@example.com")

    assert before.stop() == 0
    assert not alive(before)
    after = started(**elsewhere)

    users = sign_in(after).list_users(UserPoolId=after.outputs["UserPoolId"])["Users"]
    assert "kept@example.com" in [
        {each["Name"]: each["Value"] for each in user["Attributes"]}.get("email") for user in users
    ]
    assert "Deploying" not in after.output(), "nothing had changed"


def test_a_route_that_is_not_wired_is_noticed(started: Callable[..., RunningStack], elsewhere: dict[str, str]):
    aws = Aws(started(**elsewhere).aws)
    deployment = describe(aws)
    gateway = aws.session.client("apigatewayv2", endpoint_url=aws.endpoint)
    (api,) = http_api.declared(deployment)
    lost = gateway.get_routes(ApiId=api.id)["Items"][0]
    gateway.delete_route(ApiId=api.id, RouteId=lost["RouteId"])

    with pytest.raises(StepFailed, match=f"route {lost['RouteKey']}"):
        inspection.inspect(aws, deployment)


def test_a_schedule_that_is_not_wired_is_noticed(started: Callable[..., RunningStack], elsewhere: dict[str, str]):
    aws = Aws(started(**elsewhere).aws)
    deployment = describe(aws)
    events = aws.session.client("events", endpoint_url=aws.endpoint)
    http_api.put_in(aws, deployment)
    rule = next(iter(deployment.resources("AWS::Events::Rule")))
    events.disable_rule(Name=deployment.physical_ids[rule])

    with pytest.raises(StepFailed, match=f"rule {rule}"):
        inspection.inspect(aws, deployment)


def test_when_one_part_dies_the_rest_is_stopped_and_the_part_is_named(
    started: Callable[..., RunningStack], elsewhere: dict[str, str]
):
    stack = started(**elsewhere)

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
