"""Unpacks each layer once for all of the emulator's workers; what is deployed only says where it is.

The emulator unpacks a function's layers for every worker that it starts: 42 MB in 3,600 files. To it, as to Lambda, a
layer's `python/lib/python3.x/site-packages` is a site directory, where a `.pth` file may name another folder.
"""

import fcntl
import os
import shutil
import sys
from pathlib import Path

SITE = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


def share(built: Path, home: Path) -> None:
    """Move the modules of each layer in `built` to a folder of its name in `home`, and leave the pointer."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for modules in sorted(built.glob("*/python")):
        layer = modules.parent.name
        modules.rename(home / layer)
        (modules / SITE).mkdir(parents=True)
        # First in the path, where Lambda has its layers: a line that only names a folder would put it last.
        line = f"import sys; sys.path.insert(0, {str(home / layer)!r})\n"
        (modules / SITE / f"{layer}.pth").write_text(line)


def hold(home: Path) -> None:
    """Keep these layers for as long as this process runs: a stack's workers load from them."""
    fcntl.flock(os.open(home, os.O_RDONLY), fcntl.LOCK_SH)


def tidy(home: Path) -> None:
    """Remove the layers beside these that no running stack holds."""
    for old in set(home.parent.iterdir()) - {home}:
        folder = os.open(old, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            shutil.rmtree(old)
        finally:
            os.close(folder)
