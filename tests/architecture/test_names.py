"""Names that we give are within AWS's limits for every stack's name that a deployment takes, and values can't break a text."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra import readiness
from leadline.adapters.aws.secrets import Outside
from local.steps import StepFailed
from tests.template import ROOT, template

TEMPLATES = ["template.yaml", *sorted(f"infra/{path.name}" for path in (ROOT / "infra").glob("*.yaml"))]
# How long AWS lets a name be, and each property that gives one.
LIMITS = {
    ("AWS::Serverless::Function", "FunctionName"): 64,
    ("AWS::CloudWatch::Alarm", "AlarmName"): 255,
    ("AWS::CloudWatch::Dashboard", "DashboardName"): 255,
    ("AWS::SNS::Topic", "TopicName"): 256,
    ("AWS::SecretsManager::Secret", "Name"): 512,
    ("AWS::Logs::LogGroup", "LogGroupName"): 512,
    ("AWS::Backup::BackupVault", "BackupVaultName"): 50,
    ("AWS::Backup::BackupPlan", "BackupPlanName"): 50,
    ("AWS::CloudFront::OriginAccessControl", "Name"): 64,
    ("AWS::CloudFront::ResponseHeadersPolicy", "Name"): 128,
    ("AWS::CloudFront::Function", "Name"): 64,
}
STACK = re.compile(r"\$\{(AWS::StackName|Stack)\}")


def values(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Each text made of other texts, by the nearest property above it."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "Fn::Sub" and isinstance(value, str):
                yield key, value
            elif name == "Ref" and value in ("Stack", "AWS::StackName"):
                yield key, f"${{{value}}}"
            else:
                yield from values(value, key if name.startswith("Fn::") else name)
    elif isinstance(node, list):
        for each in node:
            yield from values(each, key)


def names() -> Iterator[tuple[str, str, str, str]]:
    """Each name of a resource that is made of the stack's name: type, logical id, property, name."""
    for file in TEMPLATES:
        for logical_id, resource in template(file)["Resources"].items():
            for key, text in values(resource.get("Properties", {})):
                if STACK.search(text) and key.endswith("Name"):
                    yield resource["Type"], logical_id, key, text


NAMES = list(names())


@pytest.mark.parametrize(("kind", "logical_id", "key", "name"), NAMES, ids=[f"{each[1]}.{each[2]}" for each in NAMES])
def test_a_name_fits_for_the_longest_stack(kind: str, logical_id: str, key: str, name: str):
    assert (kind, key) in LIMITS, "say how long AWS lets it be"
    longest = STACK.sub("s" * readiness.LONGEST_STACK_NAME, name)

    assert "${" not in longest
    assert len(longest) <= LIMITS[kind, key]


def test_the_stated_length_is_the_longest_that_works_and_the_page_says_so():
    room = min(LIMITS[kind, key] - len(STACK.sub("", name)) for kind, _, key, name in NAMES)

    assert room == readiness.LONGEST_STACK_NAME
    assert f"At most {room} characters" in (ROOT / "docs/operations.md").read_text()


def test_nobody_names_a_role_or_a_bucket():
    """CloudFormation makes a fitting name where we give none; both have the shortest limits, and a bucket's is the world's."""
    for file in TEMPLATES:
        for resource in template(file)["Resources"].values():
            assert not {"RoleName", "BucketName", "QueueName", "TableName"} & set(resource.get("Properties", {}))


@pytest.mark.parametrize("stack", ["leadline", "L", "a-1", "s" * readiness.LONGEST_STACK_NAME])
def test_a_good_stack_name_is_taken(stack: str):
    readiness.check_name(stack)


@pytest.mark.parametrize("stack", ["s" * (readiness.LONGEST_STACK_NAME + 1), "", "1a", "a_b", "ä", "a b", "a\n", "a/b"])
def test_a_stack_name_that_would_break_is_refused_in_one_line(stack: str):
    with pytest.raises(StepFailed, match=r"^A stack can't be called [^\n]+$"):
        readiness.check_name(stack)


class Account:
    """Lambda, asked for how much an account may run at once."""

    def __init__(self, allowed: int) -> None:
        self._allowed = allowed

    def get_account_settings(self) -> dict[str, Any]:
        return {"AccountLimit": {"ConcurrentExecutions": self._allowed}}


RESERVED = [({}, 127), ({"ReservedForSends": "50", "ReservedForWebhooks": "20"}, 217)]


@pytest.mark.parametrize(("given", "needed"), RESERVED)
def test_a_deployment_onto_too_small_an_account_says_what_to_ask_for(given: dict[str, str], needed: int):
    readiness.check_room(template(), given, Account(needed))

    with pytest.raises(StepFailed, match=rf"^[^\n]*{needed}[^\n]*Service Quotas[^\n]*#how-many-functions-run-at-once"):
        readiness.check_room(template(), given, Account(needed - 1))


def test_nobody_needs_more_than_the_usual_quota():
    assert readiness.room(template(), {}) <= 1000


# ---- The secret --------------------------------------------------------------------------------------------------------
PARAMETERS = template()["Parameters"]
IN_THE_SECRET = ("PublicUrl", "TwilioAccountSid", "TwilioAuthToken", "TwilioAuthTokenOlder")


def allowed(name: str) -> re.Pattern[str]:
    return re.compile(PARAMETERS[name]["AllowedPattern"])


def secret(given: dict[str, str]) -> str:
    """The secret as CloudFormation puts it together."""
    text, more = template()["Resources"]["Secrets"]["Properties"]["SecretString"]["Fn::Sub"]
    assert set(more) == {"Url"}
    filled = given | {"Url": given["PublicUrl"] or "https://api.example.com"}
    return re.sub(r"\$\{(\w+)\}", lambda found: filled[found[1]], text)


def test_every_parameter_in_the_secret_has_a_pattern_and_says_so():
    text, _ = template()["Resources"]["Secrets"]["Properties"]["SecretString"]["Fn::Sub"]

    assert set(re.findall(r"\$\{(\w+)\}", text)) == {*IN_THE_SECRET[1:], "Url"}
    for name in IN_THE_SECRET:
        assert PARAMETERS[name]["ConstraintDescription"]


@given(
    st.from_regex(allowed("PublicUrl"), fullmatch=True),
    st.from_regex(allowed("TwilioAccountSid"), fullmatch=True),
    st.from_regex(allowed("TwilioAuthToken"), fullmatch=True),
    st.from_regex(allowed("TwilioAuthTokenOlder"), fullmatch=True),
)
def test_the_secret_is_read_back_whatever_the_parameters_may_be(url: str, sid: str, token: str, older: str):
    read = json.loads(secret(dict(zip(IN_THE_SECRET, (url, sid, token, older), strict=True))))

    assert read["twilioAccounts"] == {sid: [token, older]}
    assert read["publicUrl"] == (url or "https://api.example.com")
    assert set(read) == set(Outside.__struct_encode_fields__)


@pytest.mark.parametrize("token", ['a"b', "a\\b", "a\nb", "ä", "", "a\x00"])
def test_a_token_that_would_break_the_secret_is_refused_before_anything_is_deployed(token: str):
    assert not allowed("TwilioAuthToken").fullmatch(token)


@pytest.mark.parametrize("token", ["0123456789abcdef" * 2, "a $b{c}'d", "${AWS::Region}"])
def test_another_vendors_token_may_have_signs(token: str):
    assert allowed("TwilioAuthToken").fullmatch(token)
