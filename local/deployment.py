"""Deploys the built template to the emulated AWS with the real `sam deploy`, and tells what then exists there."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from botocore.exceptions import ClientError

from local import fingerprint
from local.aws import ACCOUNT, REGION, Aws
from local.environments import ROOT, SAM
from local.intrinsics import Resolver
from local.processes import run
from local.steps import step

STACK = "leadline"
ARTIFACTS = "leadline-artifacts"
INPUTS_TAG = "leadline:inputs"
COMPLETE = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
# From here on there may be somebody's data; a stack in any other state was never whole.
ONCE_COMPLETE = (*COMPLETE, "UPDATE_")


@dataclass(frozen=True, slots=True)
class Deployment:
    """The stack as the emulator has it: the template after SAM's transform, and what became of each resource."""

    template: Mapping[str, Any]
    outputs: Mapping[str, str]
    physical_ids: Mapping[str, str]
    parameters: Mapping[str, str]

    def resources(self, kind: str) -> Mapping[str, Mapping[str, Any]]:
        """The template's resources of one type, by logical id."""
        return {name: found for name, found in self.template["Resources"].items() if found["Type"] == kind}

    def resolver(self) -> Resolver:
        functions = self.resources("AWS::Lambda::Function")
        return Resolver(
            values={
                **self.parameters,
                **self.physical_ids,
                "AWS::Region": REGION,
                "AWS::AccountId": ACCOUNT,
                "AWS::Partition": "aws",
                "AWS::URLSuffix": "amazonaws.com",
                "AWS::StackName": STACK,
            },
            arns={name: f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.physical_ids[name]}" for name in functions},
        )


def deploy(aws: Aws, template: Path, inputs: str, parameters: Mapping[str, str], *, data: Path) -> None:
    """Deploy unless the emulator has exactly this already.

    The fingerprint of what went in is a tag of the stack, so it lives and dies with the emulator's own state.
    """
    wanted = fingerprint.of([], inputs, json.dumps(parameters, sort_keys=True))
    status, inputs_tag = _present_state(aws)
    if status in COMPLETE and inputs_tag == wanted:
        return
    file = data / "parameters.yaml"  # a file, so that no token shows in the list of processes; JSON is YAML
    file.touch(mode=0o600)
    file.write_text(json.dumps(parameters))
    with step("Deploying to the emulated AWS"):
        if not status.startswith(ONCE_COMPLETE):
            _forget_everything(aws)
        aws.session.client("s3", endpoint_url=aws.endpoint).create_bucket(Bucket=ARTIFACTS)
        run(
            [
                *(SAM.folder / "bin/sam", "deploy", "--template-file", template, "--stack-name", STACK),
                *("--s3-bucket", ARTIFACTS, "--capabilities", "CAPABILITY_IAM", "--no-progressbar"),
                *("--no-confirm-changeset", "--no-fail-on-empty-changeset", "--region", REGION),
                *("--tags", f"{INPUTS_TAG}={wanted}"),
                *("--parameter-overrides", f"file://{file}"),
            ],
            what="sam deploy",
            environ={
                **os.environ,
                **aws.environ(),
                "SAM_CLI_TELEMETRY": "0",
                "SAM_CLI_POLL_DELAY": "0.3",
                "TMPDIR": str(data / "tmp"),
            },
            folder=ROOT,
        )


def _forget_everything(aws: Aws) -> None:
    """Empty the emulator of what a first start left that was stopped half-way.

    CloudFormation takes no deployment onto such remains, and buckets and tables that outlive their stack are in the
    next one's way. Nobody has used them yet.
    """
    httpx.post(f"{aws.endpoint}/_ministack/reset", timeout=60).raise_for_status()


def _present_state(aws: Aws) -> tuple[str, str]:
    """The stack's status and the fingerprint of what it was deployed from; both empty where there is none."""
    try:
        stacks = aws.session.client("cloudformation", endpoint_url=aws.endpoint).describe_stacks(StackName=STACK)
    except ClientError:
        return "", ""
    stack = stacks["Stacks"][0]
    return stack["StackStatus"], {tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])}.get(INPUTS_TAG, "")


def describe(aws: Aws) -> Deployment:
    """Read back from the emulator what was deployed."""
    cloudformation = aws.session.client("cloudformation", endpoint_url=aws.endpoint)
    stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    body: Any = cloudformation.get_template(StackName=STACK, TemplateStage="Processed")["TemplateBody"]
    resources = cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
    return Deployment(
        template=json.loads(body) if isinstance(body, str) else body,
        outputs={each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])},
        physical_ids={each["LogicalResourceId"]: each.get("PhysicalResourceId", "") for each in resources},
        parameters={each["ParameterKey"]: each["ParameterValue"] for each in stack.get("Parameters", [])},
    )
