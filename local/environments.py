"""Makes the Python environments that everything else runs in, and makes them again when their pins change.

Run by the Makefile with whatever Python ≥ 3.11 the machine has, so it needs nothing but the standard library.
"""

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from local import fingerprint
from local.steps import StepFailed, report, step

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".venv/bin/uv"


@dataclass(frozen=True, slots=True)
class Environment:
    """A folder with an interpreter and exactly what `pins` lists."""

    title: str
    folder: Path
    pins: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin/python"

    @property
    def stamp(self) -> Path:
        return self.folder / "leadline.stamp"

    def fingerprint(self) -> str:
        return fingerprint.of([self.pins, ROOT / "requirements/uv.txt"], sys.version, sys.executable, str(ROOT))


DEV = Environment("Python tools", ROOT / ".venv", ROOT / "requirements/dev.txt")
MINISTACK = Environment("AWS emulator", ROOT / ".local/ministack", ROOT / "requirements/ministack.txt")
SAM = Environment("AWS SAM", ROOT / ".local/sam", ROOT / "requirements/sam.txt")
CHECKOV = Environment("Checkov", ROOT / ".local/checkov", ROOT / "requirements/checkov.txt")
ENVIRONMENTS = {"dev": DEV, "ministack": MINISTACK, "sam": SAM, "checkov": CHECKOV}


def ensure(environment: Environment) -> None:
    """Make the environment unless it is there already, as its pins say."""
    wanted = environment.fingerprint()
    if fingerprint.is_current(environment.stamp, wanted):
        return
    with step(f"Installing {environment.title}"):
        shutil.rmtree(environment.folder, ignore_errors=True)
        environment.folder.parent.mkdir(parents=True, exist_ok=True)
        if environment is DEV:
            _create_with_installer(environment)
        else:
            _run(UV, "venv", "--no-config", "--quiet", "--python", sys.executable, environment.folder)
        _run(
            *(UV, "pip", "sync", "--no-config", "--quiet", "--require-hashes"),
            *("--python", environment.python, environment.pins),
        )
        if environment is DEV:
            _add_our_package(environment)
        environment.stamp.write_text(wanted)


def _create_with_installer(environment: Environment) -> None:
    if not _can_make_environments():
        _install_debian_venv()
    _run(sys.executable, "-m", "venv", environment.folder)
    pip = (environment.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--require-hashes", "-r", ROOT / "requirements/uv.txt")


def _can_make_environments() -> bool:
    return (
        subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode
        == 0
    )


def _install_debian_venv() -> None:
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise StepFailed(f"This Python cannot make environments. Install it with: sudo apt-get install {package}")
    _run("apt-get", "update", "-qq")
    _run("apt-get", "install", "-y", "-qq", package)


def _add_our_package(environment: Environment) -> None:
    site = environment.folder / f"lib/python3.{sys.version_info.minor}/site-packages"
    (site / "leadline.pth").write_text(f"{ROOT / 'layers/core/src'}\n")


def _run(*command: str | Path) -> None:
    environ = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "DEBIAN_FRONTEND": "noninteractive"}
    environ.pop("VIRTUAL_ENV", None)
    done = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise StepFailed(f"{Path(command[0]).name} failed", details=done.stdout + done.stderr)


def main() -> int:
    """Make the environments named on the command line; one `make` at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", choices=ENVIRONMENTS)
    names = parser.parse_args().names
    lock = ROOT / ".local/environments.lock"
    lock.parent.mkdir(exist_ok=True)
    try:
        with lock.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            for name in ["dev", *(name for name in names if name != "dev")]:
                ensure(ENVIRONMENTS[name])
    except StepFailed as failure:
        report(failure)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
