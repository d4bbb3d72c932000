"""Firms, people and leads for the portal tests, made as an operator makes them."""

import json
import os
import subprocess
import sys
from typing import Any

from local.aws import CREDENTIALS
from local.environments import ROOT

PASSWORD = "long enough for anyone"


class Operator:
    """The operator's office as a process of its own, for one stack."""

    def __init__(self, aws: str) -> None:
        paths = os.pathsep.join((str(ROOT / "layers/core/src"), str(ROOT)))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.portal.operator"],
            cwd=ROOT,
            env={**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": aws, "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def add_firm(self, name: str, *, two_way: bool = True) -> str:
        """A firm; its id."""
        return str(self._do("add_firm", name=name, two_way=two_way)["id"])

    def add_line(self, firm_id: str, address: str, account: str) -> None:
        self._do(
            "add_line",
            firm_id=firm_id,
            address=address,
            account=account,
            route=None,
            is_default=True,
        )

    def add_user(
        self, firm_id: str, email: str, name: str, *, role: str = "member", temporary: str | None = None
    ) -> None:
        """Someone with a password to keep, unless it is a `temporary` one."""
        self._do(
            "add_user",
            firm_id=firm_id,
            email=email,
            name=name,
            role=role,
            temporary_password=temporary,
            password=None if temporary else PASSWORD,
        )

    def add_lead(self, firm_id: str, name: str, phone: str | None, email: str | None = None) -> None:
        self._do("add_lead", firm_id=firm_id, name=name, phone=phone, email=email)

    def close(self) -> None:
        self._process.communicate()

    def _do(self, command: str, **words: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"command": command, **words}) + "\n")
        self._process.stdin.flush()
        return dict(json.loads(self._process.stdout.readline()))
