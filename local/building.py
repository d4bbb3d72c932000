"""Builds what gets deployed, when its inputs have changed: the template's functions and layers, the portal."""

import fcntl
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local import fingerprint
from local.environments import DEV, MINISTACK, ROOT, SAM, UV
from local.processes import run
from local.steps import step

TEMPLATE = ROOT / "template.yaml"
PORTAL = ROOT / "portal"
PYTHON_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
ARCHITECTURE = "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x86_64"


def build_template() -> tuple[Path, str]:
    """Run `sam build` for this machine; return where the built template is and the fingerprint of what went in.

    The emulator runs functions on its own interpreter, so the layers hold wheels and bytecode for that one. Each
    platform has a folder of its own: SAM's cache doesn't notice that the platform has changed.
    """
    folder = ROOT / f".local/build/python{PYTHON_VERSION}-{platform.machine()}"
    inputs = [TEMPLATE, ROOT / "functions", ROOT / "layers"]
    wanted = fingerprint.of(inputs, sys.version, platform.platform())
    with _locked(folder.with_suffix(".lock")):
        if not fingerprint.is_current(folder / "leadline.stamp", wanted):
            with step("Building functions and layers"):
                shutil.rmtree(folder, ignore_errors=True)
                command = (SAM.folder / "bin/sam", "build", "--parallel", "--template", TEMPLATE, "--build-dir", folder)
                run(command, what="sam build", environ=_sam_build_environ(), folder=ROOT)
                (folder / "leadline.stamp").write_text(wanted)
    return folder / "template.yaml", wanted


def _sam_build_environ() -> dict[str, str]:
    return {
        **os.environ,
        "SAM_CLI_TELEMETRY": "0",
        "AWS_DEFAULT_REGION": "us-east-1",
        "UV": str(UV),
        "PLATFORM": "",
        "PYTHON_VERSION": PYTHON_VERSION,
        "COMPILER": str(MINISTACK.python),
    }


def build_portal() -> Path:
    """Run the portal's own build; return the folder with its files."""
    pages = PORTAL / "dist"
    inputs = [file for file in sorted(PORTAL.iterdir()) if file.name not in fingerprint.IGNORED]
    wanted = fingerprint.of([*inputs, ROOT / "docs/openapi.yaml", ROOT / "requirements/node.txt"])
    environ = {**os.environ, "PATH": f"{DEV.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    with _locked(ROOT / ".local/build/portal.lock"):
        if not fingerprint.is_current(pages / "leadline.stamp", wanted):
            with step("Installing the portal's packages"):
                run(("npm", "ci", "--no-audit", "--no-fund"), what="npm ci", environ=environ, folder=PORTAL)
            with step("Building the portal"):
                run(("npm", "run", "build"), what="The portal's build", environ=environ, folder=PORTAL)
            (pages / "leadline.stamp").write_text(wanted)
    return pages


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """One build at a time, also when tests and a person start the stack together."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
