"""template.yaml as data: the one home of tables, functions, routes and settings."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from local.environments import SAM

ROOT = Path(__file__).parent.parent


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags as their long form."""


def _intrinsic(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    return {name: value.split(".", 1) if suffix == "GetAtt" and isinstance(value, str) else value}


_Loader.add_multi_constructor("!", _intrinsic)


@cache
def template(file: str = "template.yaml") -> dict[str, Any]:
    """The whole template; or another one of infra/."""
    loaded: dict[str, Any] = yaml.load((ROOT / file).read_text(), _Loader)  # noqa: S506 - a SafeLoader
    return loaded


def resources(kind: str, file: str = "template.yaml") -> dict[str, dict[str, Any]]:
    """Each resource of a CloudFormation type by its logical id."""
    return {name: resource for name, resource in template(file)["Resources"].items() if resource["Type"] == kind}


@cache
def transformed() -> dict[str, dict[str, Any]]:
    """Each resource of template.yaml after SAM's transform, by its logical id: what CloudFormation really gets."""
    command = [SAM.folder / "bin/python", ROOT / "tests/sam_transform.py", ROOT / "template.yaml"]
    environ = {**os.environ, "AWS_DEFAULT_REGION": "us-east-1"}
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ).stdout
    found: dict[str, dict[str, Any]] = json.loads(text)["Resources"]
    return found


def table_definitions() -> dict[str, dict[str, Any]]:
    """Each table's arguments for CreateTable, by its logical id."""
    keep = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    return {
        name: {key: table["Properties"][key] for key in keep if key in table["Properties"]} | _stream(table)
        for name, table in resources("AWS::DynamoDB::Table").items()
    }


def _stream(table: dict[str, Any]) -> dict[str, Any]:
    declared = table["Properties"].get("StreamSpecification")
    return {"StreamSpecification": {"StreamEnabled": True, **declared}} if declared else {}
