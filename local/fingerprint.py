"""Tells whether the inputs of something have changed since it was last made."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

IGNORED = {"__pycache__", "node_modules", "dist", ".git"}


def of(paths: Iterable[Path], *facts: str) -> str:
    """A digest of every file in `paths` (folders are walked) and of `facts`, whatever the files' dates."""
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(f"{fact}\0".encode())
    for path in paths:
        for file in _files(path):
            digest.update(f"{file}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and not IGNORED.intersection(file.parts))


def is_current(stamp: Path, value: str) -> bool:
    """Whether `stamp` was last written with this value."""
    return stamp.is_file() and stamp.read_text() == value
