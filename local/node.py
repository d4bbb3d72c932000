"""The Node.js that PyPI gave us, and the npm packages that programs of ours pin."""

import os
from pathlib import Path

from local import fingerprint
from local.environments import DEV, ROOT
from local.locking import one_at_a_time
from local.processes import run
from local.steps import step


def environ() -> dict[str, str]:
    """An environment in which `node` and `npm` are ours, whatever the machine has."""
    return {**os.environ, "PATH": f"{DEV.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def install_packages(folder: Path, *, of: str) -> None:
    """Install what `folder`'s package-lock.json pins, unless it is there."""
    stamp = folder / "node_modules/leadline.stamp"
    pins = [folder / "package.json", folder / "package-lock.json", ROOT / "requirements/node.txt"]
    wanted = fingerprint.of(pins, str(folder))
    with one_at_a_time(ROOT / f".local/build/{folder.name}.lock"):
        if not fingerprint.is_current(stamp, wanted):
            with step(f"Installing the packages of {of}"):
                run(("npm", "ci", "--no-audit", "--no-fund"), what="npm ci", environ=environ(), folder=folder)
            stamp.write_text(wanted)
