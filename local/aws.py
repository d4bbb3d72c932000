"""The emulated AWS: how it is started, and how to talk to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import boto3

from local import capacity
from local.environments import MINISTACK
from local.processes import Children

REGION = "us-east-1"
ACCOUNT = "000000000000"
# The emulator takes any; functions get the same.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_DEFAULT_REGION": REGION}


@dataclass(frozen=True, slots=True)
class Aws:
    """An emulator that runs; `session.client(name, endpoint_url=endpoint)` talks to it."""

    endpoint: str
    session: boto3.Session = field(
        default_factory=lambda: boto3.Session(
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            region_name=REGION,
        )
    )

    def environ(self) -> dict[str, str]:
        """What a program needs in its environment to talk to the emulator instead of AWS."""
        return {**CREDENTIALS, "AWS_ENDPOINT_URL": self.endpoint}


def start(children: Children, *, data: Path, port: int, path: str) -> Aws:
    """Start the emulator on this machine's own address only; it saves its state into `data` when it is stopped."""
    temporary = data / "tmp"
    for folder in (temporary, data / "home"):
        folder.mkdir(parents=True, exist_ok=True)
    emulator = children.start(
        "AWS emulator", [MINISTACK.folder / "bin/ministack"], environ=_environ(data, port, path), folder=data
    )
    endpoint = f"http://127.0.0.1:{port}"
    emulator.wait_until_it_answers(f"{endpoint}/_ministack/health")
    return Aws(endpoint)


def _environ(data: Path, port: int, path: str) -> Mapping[str, str]:
    """All of it: functions inherit the emulator's environment, so it gets nothing of ours by accident."""
    return {
        **CREDENTIALS,
        "PATH": path,
        "HOME": str(data / "home"),
        "TMPDIR": str(data / "tmp"),
        "LANG": "C.UTF-8",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(data / "aws"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(data / "s3"),
        "LAMBDA_ACCOUNT_CONCURRENCY": str(capacity.ACCOUNT),
        "LAMBDA_WARM_TTL_SECONDS": str(capacity.IDLE_SECONDS),
        "LOG_LEVEL": "INFO",
    }
