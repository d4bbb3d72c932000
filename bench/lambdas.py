"""The functions as Lambda starts them: Python 3.13, their layers, an environment of nothing else, and played vendors."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from bench.events import EVENTS
from leadline.settings import Settings
from tests.routes import folder_of, folders, routes, served

ROOT = Path(__file__).parent.parent
QUEUES = "https://sqs.us-east-1.amazonaws.com/123456789012/"
SETTINGS = {
    field.name.upper(): QUEUES + field.name if field.name.endswith("_queue") else field.name.removesuffix("_table")
    for field in fields(Settings)
}
# Each route in the Lambda of its page, and each Lambda that serves none.
MEASURED = sorted({*routes(), *(folder for folder in folders() if not served(folder))})


@dataclass(frozen=True, slots=True)
class Lambdas:
    """Where the layers are, and who runs them."""

    python: str
    folder: Path
    layers: tuple[Path, ...]
    port: int

    def start(self, function: str, program: str, calls: int = 0, *, under: tuple[str, ...] = ()) -> tuple[str, str]:
        """Run a program of this folder in a function's place; what it printed on both outputs."""
        event = self.folder / f"{function}.json"
        key = {"routeKey": routes()[function].key} if function in routes() else {}
        event.write_text(json.dumps(EVENTS[function] | key))
        ran = subprocess.run(
            [*under, self.python, "-S", ROOT / "bench" / program, event, str(calls)],
            cwd=ROOT / "functions" / folder_of(function),
            env=_environ(self.layers, self.port),
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            sys.exit(f"{function} failed:\n{ran.stdout}\n{ran.stderr}")
        return ran.stdout, ran.stderr


@contextmanager
def lambdas() -> Iterator[Lambdas]:
    """Build the layers for this machine, and play the vendors."""
    python = _python313()
    with tempfile.TemporaryDirectory() as folder, _vendors() as port:
        yield Lambdas(python, Path(folder), tuple(_layers(Path(folder), python)), port)


def _python313() -> str:
    for name in ("python3.13", *map(str, Path.home().glob(".pyenv/versions/3.13*/bin/python3.13"))):
        path = shutil.which(name)
        if path and subprocess.run([path, "-c", ""], check=False, capture_output=True).returncode == 0:
            return path
    sys.exit("The benchmark needs Python 3.13, which Lambda runs.")


def _layers(folder: Path, python: str) -> Iterator[Path]:
    """Build the layers as `sam build` does, but for this machine."""
    tools = {"UV": str(Path(sys.executable).parent / "uv"), "PLATFORM": "", "COMPILER": python, "INSTALLER": python}
    vendors = sorted(path.stem for path in (ROOT / "layers/vendor").glob("*.in"))
    layers = [("vendor", f"Vendor{name.capitalize()}") for name in vendors] + [("core", "CoreLayer")]
    for source, layer in layers:
        target = folder / layer
        command = ["make", "-s", "-C", str(ROOT / "layers" / source), f"build-{layer}", f"ARTIFACTS_DIR={target}"]
        subprocess.run(command, env={**os.environ, **tools}, check=True)
        yield target / "python"


def _environ(layers: tuple[Path, ...], port: int) -> Mapping[str, str]:
    here = f"http://127.0.0.1:{port}"
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([".", *map(str, layers)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        **SETTINGS,
        "TWILIO_API_BASE": here,
        "POWERTOOLS_SERVICE_NAME": "leadline",
        "POWERTOOLS_METRICS_NAMESPACE": "Leadline",
        "AWS_ENDPOINT_URL": here,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "AWS_LAMBDA_FUNCTION_NAME": "bench",
    }


@contextmanager
def _vendors() -> Iterator[int]:
    """The vendors on a free port, in a process that isn't counted."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "bench.vendors", str(port)], cwd=ROOT)
    try:
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()
