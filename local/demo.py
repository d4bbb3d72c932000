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

# name, number, id, people (their addresses), password
Firm = Mapping[str, Any]


def fill(stack: Stack) -> list[Firm]:
    """Make what isn't there yet (it runs at every start); return the firms and who can sign in to them."""
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
    firms: list[Firm] = json.loads(made.stdout)
    return firms


def _environ(stack: Stack) -> Mapping[str, str]:
    paths = os.pathsep.join((str(ROOT / "layers/core/src"), str(ROOT)))
    return {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": stack.aws, "PYTHONPATH": paths}


def lines(firm: Firm) -> list[str]:
    """What a person wants to know of a firm."""
    return [
        f"  {firm['name']}   number {firm['number']}   firm {firm['id']}",
        *(f"    sign in as     {person}   password {firm['password']}" for person in firm["people"]),
        "",
    ]
