"""Real processes with real threads against a DynamoDB that takes requests at the same time (seconds)."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest

from local import aws
from local.processes import Children
from tests.e2e.running_stack import free_ports
from tests.template import ROOT, table_definitions

TABLES = {name: name.removesuffix("Table").replace("O", "_o").lower().lstrip("_") for name in table_definitions()}
PROCESSES, THREADS = 3, 50


# Settings that nothing here reads.
UNUSED = dict.fromkeys(
    ("SECRETS_NAME", "TWILIO_API_BASE", "PEOPLE_QUEUE", "NUMBERS_QUEUE", "IMPORTS_QUEUE", "IMPORTS_BUCKET"), ""
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Users who click in several processes at once."""

    environ: dict[str, str]
    client: Any

    def click(self, **wishes: Any) -> list[dict[str, Any]]:
        """Let every process carry out the same wishes from the same moment on; what each of them saw."""
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.races.clicker"],
                cwd=ROOT,
                env=self.environ,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(PROCESSES)
        ]
        try:
            for process, skew in zip(running, (0.0, 0.05, -0.05), strict=True):
                assert process.stdin
                print(json.dumps({"threads": THREADS, "skew": skew} | wishes), file=process.stdin, flush=True)
            for process in running:
                assert process.stdout
                assert process.stdout.readline() == "ready\n"
            start = time.time() + 0.2
            for process in running:
                assert process.stdin
                print(start, file=process.stdin)
                process.stdin.close()
            return [self._seen(process) for process in running]
        finally:
            for process in running:
                process.kill()
                process.wait()

    def messages(self) -> Sequence[dict[str, str]]:
        """Every message that stands in the table, as texts."""
        items = self.client.scan(TableName="threads", ConsistentRead=True)["Items"]
        rows = [{name: next(iter(value.values())) for name, value in item.items()} for item in items]
        return [row for row in rows if row["kind"] == "message"]

    @staticmethod
    def _seen(process: "subprocess.Popen[str]") -> dict[str, Any]:
        assert process.stdout
        with closing(process.stdout):
            seen: dict[str, Any] = json.loads(process.stdout.read())
        assert process.wait() == 0
        return seen


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[aws.Aws]:
    """An emulated AWS of our own."""
    data = tmp_path_factory.mktemp("aws")
    children = Children(data)
    try:
        yield aws.start(children, data=data, port=int(free_ports()["AWS_PORT"]), path=os.environ["PATH"])
    finally:
        children.stop()


@pytest.fixture
def crowd(emulator: aws.Aws) -> Iterator[Crowd]:
    """A crowd before empty tables."""
    client = emulator.session.client("dynamodb", endpoint_url=emulator.endpoint)
    for name, definition in table_definitions().items():
        client.create_table(TableName=TABLES[name], **definition)
    names = {f"{name.upper()}_TABLE": name for name in TABLES.values()}
    path = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'layers/core/src'}{os.pathsep}{ROOT}"}
    yield Crowd(emulator.environ() | names | path | UNUSED, client)
    for name in TABLES.values():
        client.delete_table(TableName=name)
