"""Runs the portal's own tools with the Node.js that PyPI gave us: its build, its checks, its tests."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from local import fingerprint
from local.building import one_at_a_time
from local.environments import DEV, ROOT
from local.processes import run
from local.steps import StepFailed, report, step

PORTAL = ROOT / "portal"
PINS = [PORTAL / "package.json", PORTAL / "package-lock.json", ROOT / "requirements/node.txt"]


def build() -> Path:
    """Build what has changed since; return the folder with the portal's files."""
    pages = PORTAL / "dist"
    sources = [file for file in sorted(PORTAL.iterdir()) if file.name not in fingerprint.IGNORED]
    wanted = fingerprint.of([*sources, ROOT / "docs/openapi.yaml"], str(ROOT))
    with one_at_a_time(ROOT / ".local/build/portal.lock"):
        _install_packages()
        if not fingerprint.is_current(pages / "leadline.stamp", wanted):
            with step("Building the portal"):
                run(("npm", "run", "build"), what="The portal's build", environ=_environ(), folder=PORTAL)
            (pages / "leadline.stamp").write_text(wanted)
    return pages


def _install_packages() -> None:
    stamp = PORTAL / "node_modules/leadline.stamp"
    wanted = fingerprint.of(PINS, str(ROOT))
    if not fingerprint.is_current(stamp, wanted):
        with step("Installing the portal's packages"):
            run(("npm", "ci", "--no-audit", "--no-fund"), what="npm ci", environ=_environ(), folder=PORTAL)
        stamp.write_text(wanted)


def _environ() -> dict[str, str]:
    return {**os.environ, "PATH": f"{DEV.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def main() -> int:
    """Run one of the portal's scripts in the foreground: `check` or `test`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("script", choices=("check", "test"))
    script = parser.parse_args().script
    try:
        with one_at_a_time(ROOT / ".local/build/portal.lock"):
            _install_packages()
    except StepFailed as failure:
        report(failure)
        return 1
    return subprocess.run([DEV.folder / "bin/npm", "run", script], cwd=PORTAL, env=_environ(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
