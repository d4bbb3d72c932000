"""`python -m bench.instructions [--check]`: user instructions of each function's cold start and of a warm call.

Instructions, unlike milliseconds, are the same on every machine of one kind: the whole process is counted by valgrind's
callgrind, in Python 3.13 with the layers as they are deployed. `--check` fails where a figure is 5% over its budget.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.events import EVENTS

ROOT = Path(__file__).parent.parent
BUDGETS = Path(__file__).parent / "budgets.json"
TOLERANCE = 1.05
WARM_CALLS = 10
CALLGRIND = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")


def main() -> int:
    """Measure, print a table, and with `--check` compare with the budgets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a figure is 5%% over its budget")
    parser.add_argument("functions", nargs="*", default=list(EVENTS), help="which ones (default: all)")
    chosen = parser.parse_args()
    python = _python313()
    budgets: dict[str, dict[str, int]] = json.loads(BUDGETS.read_text())
    over = []
    with tempfile.TemporaryDirectory() as folder, _vendors() as port:
        layers = _build_layers(Path(folder), python)
        print(f"{'function':<18}{'cold start':>12}{'budget':>9}{'warm call':>12}{'budget':>9}   (million instructions)")
        for name in chosen.functions:
            cold, both = (_count(python, name, calls, layers, port, Path(folder)) for calls in (0, WARM_CALLS))
            warm = (both - cold) // WARM_CALLS
            budget = budgets[name]
            print(f"{name:<18}{cold / 1e6:>12.0f}{budget['cold']:>9}{warm / 1e6:>12.1f}{budget['warm']:>9}", flush=True)
            over += [name] if cold > budget["cold"] * 1e6 * TOLERANCE or warm > budget["warm"] * 1e6 * TOLERANCE else []
    if chosen.check and over:
        print(f"Over budget: {', '.join(over)}", file=sys.stderr)
        return 1
    return 0


def _python313() -> str:
    for name in ("python3.13", *map(str, Path.home().glob(".pyenv/versions/3.13*/bin/python3.13"))):
        path = shutil.which(name)
        if path and subprocess.run([path, "-c", ""], check=False, capture_output=True).returncode == 0:
            return path
    sys.exit("The benchmark needs Python 3.13, which Lambda runs.")


def _build_layers(folder: Path, python: str) -> list[Path]:
    """Build the layers as `sam build` does, but for this machine."""
    tools = {"UV": str(Path(sys.executable).parent / "uv"), "PLATFORM": "", "COMPILER": python, "INSTALLER": python}
    sites = []
    for source, layer in (("vendor", "VendorCore"), ("vendor", "VendorTwilio"), ("core", "CoreLayer")):
        target = folder / layer
        command = ["make", "-s", "-C", str(ROOT / "layers" / source), f"build-{layer}", f"ARTIFACTS_DIR={target}"]
        subprocess.run(command, env={**os.environ, **tools}, check=True)
        sites.append(target / "python")
    return sites


def _count(python: str, name: str, calls: int, layers: list[Path], port: int, folder: Path) -> int:
    """Return the user instructions of a process that imports a function and makes one call and `calls` more."""
    event = folder / f"{name}.json"
    event.write_text(json.dumps(EVENTS[name]))
    counted = subprocess.run(
        [*CALLGRIND, python, "-S", ROOT / "bench/first_call.py", event, str(calls)],
        cwd=ROOT / "functions" / name,
        env=_environ(layers, port),
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"Collected : (\d+)", counted.stderr)
    if counted.returncode or not found:
        sys.exit(f"{name} failed:\n{counted.stdout}\n{counted.stderr}")
    return int(found.group(1))


def _environ(layers: list[Path], port: int) -> Mapping[str, str]:
    here = f"http://127.0.0.1:{port}"
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([".", *map(str, layers)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        **{
            f"{table}_TABLE": table.lower()
            for table in ("ACCOUNTS", "LEADS", "LIMITS", "NUMBERS", "OPT_OUTS", "THREADS")
        },
        "SECRETS_NAME": "secrets",
        "PEOPLE_QUEUE": "https://sqs.us-east-1.amazonaws.com/123456789012/people",
        "NUMBERS_QUEUE": "https://sqs.us-east-1.amazonaws.com/123456789012/numbers",
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


if __name__ == "__main__":
    sys.exit(main())
