"""What a newcomer finds in a fresh stack: firms, people who can sign in, lines, leads and lively threads."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from local.aws import CREDENTIALS
from local.environments import ROOT
from local.stack import Stack
from local.steps import StepFailed


def fill(stack: Stack) -> list[str]:
    """Make what isn't there yet (it runs at every start); return the lines that tell a person how to sign in."""
    # A process of its own: the operator's code reads its settings once, and they are this deployment's.
    made = subprocess.run(
        [sys.executable, "-m", "local.demo_firms"],
        cwd=ROOT,
        env=_environ(stack),
        input=json.dumps(asdict(stack)),
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise StepFailed("The demo firms could not be made.", made.stderr)
    return [line for firm in json.loads(made.stdout) for line in _firm(firm)]


def _environ(stack: Stack) -> Mapping[str, str]:
    paths = os.pathsep.join((str(ROOT / "layers/core/src"), str(ROOT)))
    return {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": stack.aws, "PYTHONPATH": paths}


def _firm(firm: Mapping[str, Any]) -> list[str]:
    return [
        f"  {firm['name']}   number {firm['number']}   firm {firm['id']}",
        *(f"    sign in as     {person}   password {firm['password']}" for person in firm["people"]),
        "",
    ]
