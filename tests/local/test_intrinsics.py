"""What SAM writes in CloudFormation's own terms is read as CloudFormation reads it."""

from typing import Any

import pytest

from local.intrinsics import Resolver
from local.steps import StepFailed

RESOLVER = Resolver(
    values={"AWS::Region": "us-east-1", "UserPool": "us-east-1_abc", "PortalOrigin": "http://localhost:8080"},
    arns={"SendMessage": "arn:aws:lambda:us-east-1:000000000000:function:send"},
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"Ref": "PortalOrigin"}, "http://localhost:8080"),
        ({"Fn::GetAtt": ["SendMessage", "Arn"]}, "arn:aws:lambda:us-east-1:000000000000:function:send"),
        ({"Fn::Sub": "https://idp.${AWS::Region}/${UserPool}"}, "https://idp.us-east-1/us-east-1_abc"),
        ({"Fn::Sub": "x/${SendMessage.Arn}/y"}, "x/arn:aws:lambda:us-east-1:000000000000:function:send/y"),
        ({"Fn::Sub": ["${a}/${UserPool}", {"a": {"Ref": "AWS::Region"}}]}, "us-east-1/us-east-1_abc"),
        ({"Fn::Join": ["-", ["a", {"Ref": "AWS::Region"}]]}, "a-us-east-1"),
        ({"deep": [{"Ref": "UserPool"}, 7, None, True]}, {"deep": ["us-east-1_abc", 7, None, True]}),
    ],
)
def test_a_value_is_resolved(written: Any, meant: Any):
    assert RESOLVER.resolve(written) == meant


@pytest.mark.parametrize("written", [{"Ref": "Nobody"}, {"Fn::Sub": "${Nobody.Arn}"}, {"Fn::ImportValue": "there"}])
def test_what_cannot_be_resolved_is_said_and_not_guessed(written: Any):
    with pytest.raises(StepFailed):
        RESOLVER.resolve(written)
