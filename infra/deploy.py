"""`python -m infra.deploy --stack NAME --parameters FILE`: everything of one deployment, in order.

The stack of template.yaml, and beside it the portal's hosting, the alarms and the backups, each a stack of its own. One
file has the parameters of all; each stack takes those that its template declares.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import yaml
from botocore.exceptions import ClientError

from infra import readiness
from infra.publish import publish
from local import building, portal
from local.environments import ROOT, SAM
from local.processes import run
from local.steps import StepFailed, report, step


class _Loader(yaml.SafeLoader):
    """YAML in which CloudFormation's tags are passed over."""


_Loader.add_multi_constructor("!", lambda *_: None)


@dataclass(frozen=True, slots=True)
class Deployed:
    """A stack that is there, with its outputs."""

    name: str
    outputs: Mapping[str, str]


def outputs(stack: str) -> Mapping[str, str]:
    """Return a stack's outputs; none where there is no such stack."""
    try:
        found = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return {}
        raise
    return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}


def read(template: Path) -> dict[str, Any]:
    """Return a template, with nothing where it has CloudFormation's functions."""
    loaded: dict[str, Any] = yaml.load(template.read_text(), _Loader)  # noqa: S506 - a SafeLoader
    return loaded


def declared(template: Path) -> frozenset[str]:
    """Return the names of a template's parameters."""
    return frozenset(read(template)["Parameters"])


def deploy(template: Path, stack: str, parameters: Mapping[str, str]) -> Deployed:
    """Deploy one stack with those of the parameters that it declares; raises StepFailed."""
    own = {name: value for name, value in parameters.items() if name in declared(template)}
    with step(f"Deploying {stack}"), tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "parameters.yaml"  # a file, so that no token shows in the list of processes
        file.touch(mode=0o600)
        file.write_text(json.dumps(own))
        run(
            [
                *(SAM.folder / "bin/sam", "deploy", "--template-file", template, "--stack-name", stack),
                *("--resolve-s3", "--s3-prefix", stack, "--capabilities", "CAPABILITY_IAM", "--no-progressbar"),
                *("--no-confirm-changeset", "--no-fail-on-empty-changeset", "--parameter-overrides", f"file://{file}"),
            ],
            what="sam deploy",
            environ={**os.environ, "SAM_CLI_TELEMETRY": "0"},
            folder=ROOT,
        )
    return Deployed(stack, outputs(stack))


def deploy_all(stack: str, given: Mapping[str, str]) -> Mapping[str, str]:
    """Deploy everything; return what an operator wants to know.

    The API lets only the portal's origin in, and the portal's policy lets it call only the API and the bucket for files:
    so the hosting comes first, and once more when their addresses have become known.
    """
    readiness.check_name(stack)
    with step("Asking whether the account has room"):
        readiness.check_room(read(ROOT / "template.yaml"), given, boto3.client("lambda"))
    template, _ = building.build(building.aws_lambda())
    pages = portal.build()
    hosting = ROOT / "infra/portal.yaml"
    beside = {**given, "Stack": stack}
    before = _called_by_pages(outputs(stack))
    site = deploy(hosting, f"{stack}-portal", {**beside, **before})
    origin = {"PortalOrigin": site.outputs["PortalOrigin"], "GradualDeployment": "true"}
    main = deploy(template, stack, {**origin, **given})
    if (now := _called_by_pages(main.outputs)) != before:
        deploy(hosting, f"{stack}-portal", {**beside, **now})
    watch = deploy(ROOT / "infra/watch.yaml", f"{stack}-watch", {**beside, **main.outputs})
    deploy(ROOT / "infra/backup.yaml", f"{stack}-backup", {**beside, **main.outputs})
    with step("Publishing the portal"):
        publish(pages, config(main.outputs), bucket=site.outputs["Bucket"], s3=boto3.client("s3"))
        boto3.client("cloudfront").create_invalidation(
            DistributionId=site.outputs["DistributionId"],
            InvalidationBatch={
                "CallerReference": uuid4().hex,
                "Paths": {"Quantity": 2, "Items": ["/index.html", "/config.json"]},
            },
        )
    return {
        "portal": site.outputs["PortalOrigin"],
        "api": main.outputs["ApiUrl"],
        "webhook": main.outputs["WebhookUrl"],
        "dashboard": watch.outputs["DashboardUrl"],
    }


def _called_by_pages(main: Mapping[str, str]) -> dict[str, str]:
    return {name: main.get(name, "") for name in ("ApiUrl", "UploadUrl")}


def config(main: Mapping[str, str]) -> dict[str, str]:
    """Return what the portal learns at run time: where its API and its sign-in are."""
    region = boto3.session.Session().region_name or ""
    return {
        "apiUrl": main["ApiUrl"],
        "region": region,
        "userPoolId": main["UserPoolId"],
        "userPoolClientId": main["UserPoolClientId"],
        "cognitoEndpoint": "",
    }


def main() -> int:
    """Deploy, or say which step failed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stack", required=True)
    parser.add_argument("--parameters", type=Path, required=True)
    wanted = parser.parse_args()
    given = {name: str(value) for name, value in yaml.safe_load(wanted.parameters.read_text()).items()}
    try:
        told = deploy_all(wanted.stack, given)
    except StepFailed as failure:
        report(failure)
        return 1
    print(json.dumps(told, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
