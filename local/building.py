"""Builds the template's functions and layers with the real `sam build`: for this machine's emulator, or for AWS."""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from local import fingerprint, node, shared_layers
from local.environments import DEV, MINISTACK, ROOT, SAM, UV
from local.locking import one_at_a_time
from local.processes import run
from local.steps import StepFailed, report, step

TEMPLATE = ROOT / "template.yaml"
WASM_PYTHON = ROOT / "local/python313/python3.13.mjs"


@dataclass(frozen=True, slots=True)
class Target:
    """What a build is for: the wheels' platform in uv's words (empty: this machine), and who compiles for that Python.

    `shared_layers` is where layers are kept apart from the build, if they are.
    """

    folder: Path
    architecture: str
    python_version: str
    wheels: str
    compiler: Path
    shared_layers: Path | None = None


def this_machine() -> Target:
    """The emulator runs functions on its own interpreter, so wheels and bytecode are made for that one."""
    version, machine = f"{sys.version_info.major}.{sys.version_info.minor}", platform.machine().lower()
    return Target(
        folder=ROOT / f".local/build/python{version}-{machine}",
        architecture="arm64" if machine in ("arm64", "aarch64") else "x86_64",
        python_version=version,
        wheels="",
        compiler=MINISTACK.python,
        shared_layers=ROOT / f".local/layers/python{version}-{machine}",
    )


def aws_lambda() -> Target:
    """Lambda's own: arm64 and Python 3.13."""
    return Target(
        folder=ROOT / ".aws-sam/arm64",
        architecture="arm64",
        python_version="3.13",
        wheels="aarch64-manylinux_2_28",
        compiler=_python_313(),
    )


def _python_313() -> Path:
    """The machine's own, or else one in WebAssembly that only compiles."""
    for candidate in (os.environ.get("COMPILER"), sys.executable, shutil.which("python3.13")):
        if candidate and _version(candidate) == "3.13":
            return Path(candidate)
    node.install_packages(WASM_PYTHON.parent, of="Python 3.13 in WebAssembly")
    return WASM_PYTHON


def _version(python: str) -> str:
    tell = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", tell], capture_output=True, text=True, check=False).stdout.strip()


def build(target: Target) -> tuple[Path, str]:
    """Build what has changed since; return where the built template is and the fingerprint of what went in.

    Each target has a folder of its own and SAM's cache is off: it doesn't notice that the platform has changed.
    """
    inputs = [TEMPLATE, ROOT / "functions", ROOT / "layers"]
    wanted = fingerprint.of(inputs, str(target), sys.version, platform.platform())
    with one_at_a_time(target.folder.with_suffix(".lock")):
        home = target.shared_layers / wanted if target.shared_layers else None
        there = home is None or home.is_dir()
        if not there or not fingerprint.is_current(target.folder / "leadline.stamp", wanted):
            with step("Building functions and layers"):
                shutil.rmtree(target.folder, ignore_errors=True)
                options = ("--parallel", "--template", TEMPLATE, "--build-dir", target.folder)
                run(
                    (SAM.folder / "bin/sam", "build", *options), what="sam build", environ=_environ(target), folder=ROOT
                )
                if home:
                    shared_layers.share(target.folder, home)
                    shared_layers.tidy(home)
                (target.folder / "leadline.stamp").write_text(wanted)
        if home:
            shared_layers.hold(home)
    return target.folder / "template.yaml", wanted


def _environ(target: Target) -> dict[str, str]:
    return {
        **node.environ(),
        "SAM_CLI_TELEMETRY": "0",
        "AWS_DEFAULT_REGION": "us-east-1",
        "UV": str(UV),
        "INSTALLER": str(DEV.python),
        "PLATFORM": target.wheels,
        "PYTHON_VERSION": target.python_version,
        "COMPILER": str(target.compiler),
    }


def main() -> int:
    """Build for AWS."""
    argparse.ArgumentParser(description=main.__doc__).parse_args()
    try:
        template, _ = build(aws_lambda())
    except StepFailed as failure:
        report(failure)
        return 1
    print(f"  Built {template.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
