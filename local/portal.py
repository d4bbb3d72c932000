"""Runs the portal's own tools with the Node.js that PyPI gave us: its build, its checks, its tests."""

import argparse
import subprocess
import sys
from pathlib import Path

from local import fingerprint, node
from local.environments import DEV, ROOT
from local.locking import one_at_a_time
from local.processes import run
from local.steps import StepFailed, report, step

PORTAL = ROOT / "portal"


def build() -> Path:
    """Build what has changed since; return the folder with the portal's files."""
    pages = PORTAL / "dist"
    sources = [file for file in sorted(PORTAL.iterdir()) if file.name not in fingerprint.IGNORED]
    wanted = fingerprint.of([*sources, ROOT / "docs/openapi.yaml"], str(ROOT))
    node.install_packages(PORTAL, of="the portal")
    with one_at_a_time(ROOT / ".local/build/pages.lock"):
        if not fingerprint.is_current(pages / "leadline.stamp", wanted):
            with step("Building the portal"):
                run(("npm", "run", "build"), what="The portal's build", environ=node.environ(), folder=PORTAL)
            (pages / "leadline.stamp").write_text(wanted)
    return pages


def main() -> int:
    """Run one of the portal's scripts in the foreground: `check`, `test` or `format`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("script", choices=("check", "test", "format"))
    script = parser.parse_args().script
    try:
        node.install_packages(PORTAL, of="the portal")
    except StepFailed as failure:
        report(failure)
        return 1
    return subprocess.run(
        [DEV.folder / "bin/npm", "run", script], cwd=PORTAL, env=node.environ(), check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
